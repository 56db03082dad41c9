"""Does the verification page, opened from the disk in a real browser, say what the program says?"""

import importlib.util
import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from practicum.credential import Refused, verification_page
from practicum.credential.issue import files_of

_SPEC = importlib.util.spec_from_file_location("verify_case", Path(__file__).with_name("verify_case.py"))
SHARED = importlib.util.module_from_spec(_SPEC)
sys.modules["verify_case"] = SHARED
_SPEC.loader.exec_module(SHARED)
MADE, case, visit, answer, said = SHARED.MADE, SHARED.case, SHARED.visit, SHARED.answer, SHARED.said
LIMIT = "This page verifies this certificate, not a register of the profession."
NO_ED25519 = "crypto.subtle.importKey = () => Promise.reject(new Error('unknown algorithm'));"


@pytest.mark.parametrize(
    "name", ["certificate.jwt", "certificate.json", "certificate.png", "certificate.svg"]
)
def test_is_a_genuine_certificate_valid_in_each_file_that_carries_it(visit, case, name):
    kind, text = answer(visit.show(), case.read(name), name)
    assert kind == "good"
    assert text.startswith("Valid")
    assert "Salomé Oyelaran holds certificate LC-CM-7F3K-19QD" in text
    assert "It says of itself: CM 1.2" in text
    assert "Demonstration: invented person" in text
    assert LIMIT in text


def test_does_pasting_work_and_dropping(visit, case):
    page = visit.show()
    page.locator("summary").click()
    page.fill("#text", case.jwt.decode() + "\n")
    page.click("#check")
    assert said(page)[0] == "good"
    page.evaluate(
        """text => {
            const files = new DataTransfer();
            files.items.add(new File([text], "certificate.jwt"));
            const drop = { dataTransfer: files, bubbles: true, cancelable: true };
            document.dispatchEvent(new DragEvent("drop", drop));
        }""",
        case.jwt.decode().replace("eyJ", "eyK", 1),
    )
    page.locator("#answer.bad").wait_for()


def _forged_name(case):
    payload = case.payload()
    payload["credentialSubject"]["identifier"][0]["identityHash"] = "<img src=x onerror=alert(1)>"
    head, _body, signature = case.jwt.decode().split(".")
    return f"{head}.{MADE.part(payload)}.{signature}".encode()


def _none(case):
    return f"{MADE.part({'alg': 'none'})}.{MADE.part(case.payload())}.".encode()


def _foreign(case):
    from dataclasses import replace

    from practicum.credential.keys import make_key

    pem, multikey = make_key()
    key = replace(case.office.issuer.current, multikey=multikey)
    return files_of(MADE.certificate(), replace(case.office.issuer, keys=(key,)), pem, index=1, at=MADE.AT)[
        "certificate.jwt"
    ]


def _said_otherwise(case, **members):
    body = case.jwt.split(b".")[1]
    return case.jwt.replace(body, MADE.part({**case.payload(), **members}).encode())


def _png(case):
    content = bytearray(case.read("certificate.png"))
    content[-60] ^= 1
    return bytes(content)


FORGED = {
    "altered": _forged_name,
    "algorithm": _none,
    "key": _foreign,
    "issuer": lambda case: _said_otherwise(case, issuer={"id": "did:web:evil.example"}),
    "context": lambda case: _said_otherwise(case, **{"@context": []}),
    "no-proof": lambda case: case.jwt.rpartition(b".")[0] + b".",
    "too-large": lambda _case: b"x" * 600_000,
    "unreadable": lambda _case: b"hello",
    "unreadable-stray-bits": lambda case: case.jwt[:-1] + (b"B" if case.jwt[-1:] != b"B" else b"C"),
    "unreadable-picture": _png,
}


def test_does_the_page_refuse_each_forgery_as_the_program_does(visit, case):
    page = visit.show()
    for name, forge in FORGED.items():
        content = forge(case)
        with pytest.raises(Refused) as refused:
            case.verify(content)
        kind, text = answer(page, content)
        assert kind == "bad", name
        if name.startswith("unreadable"):
            assert "holds no certificate that can be read" in text
            assert refused.value.code == "unreadable"
        else:
            assert refused.value.code == name
            assert refused.value.problem in text
    assert page.locator("#answer img").count() == 0


@pytest.mark.parametrize(("state", "kind"), [("revoked", "bad"), ("suspended", "unsure")])
def test_does_the_page_know_what_its_lists_say_and_take_newer_ones(visit, case, state, kind):
    told = verification_page([case.office.issuer], getattr(case, state))
    shown, text = answer(visit.show(told), case.jwt)
    assert (shown, state in text.lower()) == (kind, True)
    page = visit.show()
    for content in getattr(case, state):
        assert "A newer status list" in answer(page, content, "list.jwt")[1]
    assert answer(page, case.jwt)[0] == kind


_DAYS = ((-1, "unsure", "only from"), (60, "unsure", "too old"), (4000, "bad", "expired"))


def test_do_dates_count_and_a_list_that_is_too_old_answer_nothing(visit, case):
    for days, kind, words in (
        (-1, "unsure", "only from"),
        (60, "unsure", "too old"),
        (4000, "bad", "expired"),
    ):
        shown, text = answer(visit.show(at=MADE.AT + timedelta(days=days)), case.jwt)
        assert shown == kind
        assert words in text


def test_does_a_page_whose_own_list_was_changed_answer_nothing(visit, case):
    page = verification_page([case.office.issuer], case.lists)
    text = case.lists[0].decode()
    kind, told = answer(visit.show(page.replace(text, text[:-8] + "AAAAAAAA")), case.jwt)
    assert kind == "unsure"
    assert "not what the issuer signed" in told


def test_does_a_withdrawn_key_take_its_certificates_with_it(visit, case):
    html = verification_page([case.office.issuer.without("key-1", MADE.AT)], case.lists)
    kind, text = answer(visit.show(html), case.jwt)
    assert kind == "bad"
    assert "not in force" in text


def test_is_the_number_on_the_paper_compared_with_the_file(visit, case):
    assert answer(visit.show(number="#LC-CM-7F3K-19QD"), case.jwt)[0] == "good"
    kind, text = answer(visit.show(number="#LC-CM-0000-0000"), case.jwt)
    assert kind == "bad"
    assert "the paper says LC-CM-0000-0000" in text


@pytest.mark.parametrize("name", ["certificate.jwt", "certificate.json"])
def test_does_a_browser_that_cannot_check_say_so(visit, case, name):
    page = visit.show(script=NO_ED25519)
    kind, text = answer(page, case.read(name), name)
    assert (kind, "nothing was checked" in text) == ("bad", True)
    assert page.locator(".checks").count() == 0


def rows(page):
    """Return what the table says of each check, and how it looks."""
    cells = page.locator(".checks tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].innerText, row.cells[1].className, row.cells[1].innerText])"
    )
    assert [label for label, _look, _said in cells] == ["Form", "Signature", "Issuer", "Dates", "Status"]
    return [look for _label, look, _said in cells], [said for _label, _look, said in cells]


G, B, S = "good", "bad", "skipped"


@pytest.mark.parametrize("name", ["certificate.jwt", "certificate.json"])
def test_does_the_page_show_each_check_and_make_none_after_one_that_failed(visit, case, name):
    page, content = visit.show(), case.read(name)
    answer(page, content)
    assert rows(page)[0] == [G, G, G, G, G]
    if name.endswith("json"):
        altered = content.replace("Salom\u00e9".encode(), b"Paloma")
        stranger = content.replace(b'"id":"did:web:verify', b'"id":"did:web:evil')
    else:
        altered = _forged_name(case)
        stranger = _said_otherwise(case, issuer={"id": "did:web:evil.example"})
    assert content not in (altered, stranger)
    for forged, looks, failed in (
        (altered, [G, B, S, S, S], "does not fit the content"),
        (stranger, [G, S, B, S, S], "not known here"),
        (b"hello", [B, S, S, S, S], "does not read as a certificate of this kind"),
    ):
        answer(page, forged)
        assert rows(page)[0] == looks
        assert rows(page)[1][looks.index(B)] == failed
        assert set(rows(page)[1][looks.index(B) + 2 :]) <= {"not checked"}
    page = visit.show(at=MADE.AT + timedelta(days=4000))
    answer(page, content)
    assert rows(page) == ([G, G, G, B, S], [*rows(page)[1][:3], "expired", "not checked"])
    page = visit.show(verification_page([case.office.issuer], case.revoked))
    answer(page, content)
    assert rows(page)[0] == [G, G, G, G, B]
    assert rows(page)[1][4] == "revoked"
    page = visit.show(at=MADE.AT + timedelta(days=60))
    answer(page, content)
    assert rows(page)[1][4] == "cannot be told now"


def test_does_the_policy_stop_every_other_script_and_every_connection(visit):
    html = verification_page([], [])
    page = visit.show(html.replace("</main>", "<script>document.title = 'harm'</script></main>"))
    assert page.title() == "Verify a certificate"
    refused = page.evaluate("fetch('https://evil.example/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert len(visit.errors) >= 2  # the browser says each refusal
    visit.errors.clear()


def test_is_the_page_clean_to_axe_with_and_without_an_answer(visit, case):
    from axe_playwright_python.sync_playwright import Axe

    html = verification_page([case.office.issuer], case.lists)
    start = html.index("<meta http-equiv")
    page = visit.show(html[:start] + html[html.index(">", start) + 1 :])  # axe is a script: no policy here
    for content in (None, case.jwt, b"hello"):
        if content:
            answer(page, content)
        assert json.dumps(Axe().run(page).response["violations"]) == "[]"


def test_can_it_be_read_on_a_phone(visit, case):
    page = visit.show()
    page.set_viewport_size({"width": 360, "height": 700})
    answer(page, case.jwt)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
