"""Does the verification page, opened from the disk in a real browser, say what the program says?"""

import importlib.util
import json
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum.credential import Refused, verification_page
from practicum.credential.issue import files_of, signed_list

_UNIT = Path(__file__).parents[1] / "unit" / "credential" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("browser_credential", _UNIT)
MADE = importlib.util.module_from_spec(_SPEC)
sys.modules["browser_credential"] = MADE
_SPEC.loader.exec_module(MADE)

LIMIT = "This page verifies this certificate, not a register of the profession."
NO_ED25519 = "crypto.subtle.importKey = () => Promise.reject(new Error('unknown algorithm'));"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A published office with one certificate, and lists in which that certificate does not count."""
    made = MADE.Case(tmp_path_factory.mktemp("page"))
    index = int(made.document["credentialStatus"]["statusListIndex"])
    window = {"at": MADE.AT + timedelta(minutes=30), "until": MADE.AT + timedelta(days=3)}

    def listed(purpose, *places):
        return signed_list(made.office.issuer, made.pem, purpose, places, **window)

    made.revoked = [listed("revocation", index), listed("suspension", index)]
    made.suspended = [listed("revocation"), listed("suspension", index)]
    return made


@pytest.fixture
def visit(chromium, case, tmp_path):
    """Open the page from the disk; no error may be logged and no machine asked."""
    contexts, errors, asked = [], [], []

    def show(html=None, *, at=case.at, number="", script=""):
        context = chromium.new_context(viewport={"width": 900, "height": 900}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(at)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        if script:
            page.add_init_script(script)
        path = tmp_path / "verify.html"
        path.write_text(html or verification_page([case.office.issuer], case.lists), encoding="utf-8")
        page.goto(f"{path.as_uri()}{number}")
        return page

    yield SimpleNamespace(show=show, errors=errors)
    for context in contexts:
        context.close()
    assert not errors
    assert [address for address in asked if not address.startswith(("file:", "blob:"))] == []


def answer(page, content, name="certificate.jwt"):
    """Hand a file to the page and return how the answer looks and what it says."""
    page.locator("#answer").evaluate("box => box.hidden = true")  # an older answer is none
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    return said(page)


def said(page):
    box = page.locator("#answer:not(:has-text('Checking'))")
    box.wait_for()
    return box.get_attribute("class").split()[1], box.inner_text()


@pytest.mark.parametrize(
    "name", ["certificate.jwt", "certificate.json", "certificate.png", "certificate.svg"]
)
def test_is_a_genuine_certificate_valid_in_each_file_that_carries_it(visit, case, name):
    kind, text = answer(visit.show(), case.read(name), name)
    assert kind == "good"
    assert text.startswith("Valid")
    assert "Salomé Oyelaran holds certificate LC-CM-7F3K-19QD" in text
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


ODD = 'She said "yes" \\ and \t then\n\U0001f388 \ud7ff \uffee'


def test_does_the_page_read_every_member_of_the_other_form_as_the_program_does(visit, case):
    """Every optional member, several of each, and signs that have to be escaped or sorted."""
    from practicum.credential import proof_data

    document = {name: value for name, value in case.document.items() if name != "proof"}
    subject = document["credentialSubject"]
    named = {"type": ["Evidence"], "id": "https://a.example/e?x=1#y", "narrative": ODD}
    document["evidence"] = [*document["evidence"], named, {"type": ["Evidence"], "name": ODD}]
    subject["achievement"]["alignment"] += [
        {"type": ["Alignment"], "targetName": name, "targetUrl": "https://x.example/1"} for name in (ODD, "b")
    ]
    subject["result"][0]["value"] = ODD
    subject["achievement"]["resultDescription"].append(
        {"id": "urn:uuid:1", "type": ["ResultDescription"], "name": ODD, "resultType": "Status"}
    )
    signed = _signed(case, document)
    assert case.verify(signed).form == "Data Integrity"
    assert answer(visit.show(), signed, "certificate.json")[0] == "good"
    assert proof_data.SUITE in signed.decode()
    twins = {**document, "evidence": [{"type": ["Evidence"], "name": "one"}] * 2}
    kind, text = answer(visit.show(), _signed(case, twins), "certificate.json")
    assert (kind, "cannot tell apart" in text) == ("unsure", True)


def _signed(case, document):
    """Sign a document as the issuer would."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from practicum.credential.encoding import to_base58
    from practicum.credential.proof_data import signed_bytes

    proof = {name: value for name, value in case.document["proof"].items() if name != "proofValue"}
    key = load_pem_private_key(case.pem, None)
    options, bare = signed_bytes({**document, "proof": proof})
    return json.dumps(
        {**document, "proof": {**proof, "proofValue": f"z{to_base58(key.sign(options + bare))}"}}
    ).encode()


def _document(case, change):
    document = json.loads(json.dumps(case.document))
    change(document)
    return json.dumps(document).encode()


def _set(*path, to):
    def change(document):
        for name in path[:-1]:
            document = document[name]
        document[path[-1]] = to

    return change


_PROOF = "z2LJjveS1XdyFACkMVmu9Y9rUqP6WwK8H15Me1E6yjPgRSh8YRDhttVrwGVXc12pcBDN2XdRgh8G5gJqQwjHdpJoT"
CHANGED = {
    "a name": ("altered", _set("credentialSubject", "identifier", 0, "identityHash", to="Paloma")),
    "a date": ("altered", _set("validUntil", to="2038-11-18T23:59:59Z")),
    "the day of the proof": ("altered", _set("proof", "created", to="2026-11-19T09:30:01Z")),
    "another signature": ("altered", _set("proof", "proofValue", to=_PROOF)),
    "no signature in its place": ("altered", _set("proof", "proofValue", to="z1")),
    "another use": ("altered", _set("proof", "proofPurpose", to="authentication")),
    "one more member of the proof": ("altered", _set("proof", "expires", to="2038-11-18T23:59:59Z")),
    "a word that nobody signed": ("unreadable", _set("credentialSubject", "grade", to="excellent")),
    "a name of the object's makers": ("unreadable", _set("toString", to="excellent")),
    "a hidden type": ("unreadable", _set("credentialSubject", "type", to=["AchievementSubject", "Profile"])),
    "a second schema": (
        "unreadable",
        lambda document: document["credentialSchema"].append(document["credentialSchema"][0]),
    ),
    "nobody's name": ("unreadable", _set("credentialSubject", "identifier", to=[])),
    "a list for one": ("unreadable", _set("issuer", "name", to=["Lanterne Certification"])),
    "a number for words": ("unreadable", _set("name", to=7)),
    "an address that ends early": (
        "unreadable",
        _set("credentialSubject", "achievement", "id", to="urn:uuid:x> ."),
    ),
    "another algorithm": ("algorithm", _set("proof", "cryptosuite", to="ecdsa-rdfc-2019")),
    "another key": ("key", _set("proof", "verificationMethod", to="did:web:verify.lanterne.example#key-9")),
    "another issuer": ("issuer", _set("issuer", "id", to="did:web:evil.example")),
    "other meanings": ("context", _set("@context", 1, to="https://evil.example/context.json")),
    "nobody's": ("no-proof", lambda document: document.pop("proof")),
}


def test_does_the_page_refuse_each_forgery_of_the_other_form_as_the_program_does(visit, case):
    page = visit.show()
    for name, (code, change) in CHANGED.items():
        content = _document(case, change)
        with pytest.raises(Refused) as refused:
            case.verify(content)
        assert refused.value.code == code, name
        kind, text = answer(page, content, "certificate.json")
        assert kind == "bad", name
        assert (refused.value.problem if code != "unreadable" else "holds no certificate") in text, name


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


def _mutants(case, count):
    """Return documents with one thing changed anywhere, by a draw that is the same every time."""
    from random import Random

    draw = Random(60)  # noqa: S311 - a test draws the same cases every time
    values = [
        "",
        "x",
        "False",
        0,
        7,
        True,
        False,
        None,
        [],
        {},
        ["x"],
        "urn:uuid:1",
        "did:web:a.example#k",
        ODD,
    ]

    def places(value, path=()):
        inner = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for name, one in inner:
            yield (*path, name)
            yield from places(one, (*path, name))

    every = list(places(case.document))
    for _ in range(count):
        document = json.loads(json.dumps(case.document))
        *path, last = draw.choice(every)
        holder = document
        for name in path:
            holder = holder[name]
        match draw.choice(["other", "gone", "again", "named", "more"]):
            case "gone":
                del holder[last]
            case "again" if isinstance(holder, list):
                holder.append(holder[last])
            case "named" if isinstance(holder, dict):
                holder[draw.choice(["id", "type", "value", "__proto__", "constructor", "@id"])] = holder.pop(
                    last
                )
            case "more" if isinstance(holder[last], dict):
                holder[last][draw.choice(["name", "id", "x", "@type"])] = draw.choice(values)
            case _:
                holder[last] = draw.choice(values)
        yield json.dumps(document)


def test_do_page_and_program_agree_on_many_changed_documents(visit, case):
    changed = list(_mutants(case, 100))
    page = visit.show()
    by_page = page.evaluate(
        """async ([texts, now]) => {
            const found = [];
            for (const text of texts) {
                const bytes = new TextEncoder().encode(text);
                const verdict = check(bytes, now, new Steps());
                found.push(await verdict.then(() => "valid", error => error.code ?? error.message));
            }
            return found;
        }""",
        [changed, int(case.at.timestamp() * 1000)],
    )

    def by_program(text):
        try:
            case.verify(text.encode())
        except Refused as error:
            return error.code
        return "valid"

    said = [by_program(text) for text in changed]
    # The program looks at the whole shape first; the page takes members as they come, cannot tell twins
    # apart, and calls an empty list in place of a signature a wrong one. All of these refuse.
    same = dict.fromkeys(["unreadable", "other-form", "no-proof"], "altered")
    pairs = {
        (same.get(page_, page_), same.get(program, program))
        for page_, program in zip(by_page, said, strict=True)
    }
    assert {pair for pair in pairs if len({*pair}) > 1} == set()
    assert {"altered", "issuer", "context", "algorithm"} <= {page_ for page_, _program in pairs}
    assert said.count("valid") <= 5
