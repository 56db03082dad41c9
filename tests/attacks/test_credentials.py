"""Does a forged certificate pass for a real one? Each forgery is refused, each with its own sentence."""

import base64
import copy
import gzip
import hashlib
import hmac
import importlib.util
import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.credential import Refused
from practicum.credential.carrier import as_baked
from practicum.credential.encoding import to_base58
from practicum.credential.errors import reasons
from practicum.credential.issue import files_of, signed_list
from practicum.credential.keys import make_key

_UNIT = Path(__file__).parents[1] / "unit" / "credential" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("attacks_credential", _UNIT)
MADE = importlib.util.module_from_spec(_SPEC)
sys.modules["attacks_credential"] = MADE
_SPEC.loader.exec_module(MADE)
HALF = timedelta(minutes=30)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """One genuine certificate. Its office also revokes and suspends it, in lists of their own."""
    made = MADE.Case(tmp_path_factory.mktemp("forged"))
    index = int(made.document["credentialStatus"]["statusListIndex"])
    window = {"at": MADE.AT + HALF, "until": MADE.AT + timedelta(days=3)}
    clean = {
        purpose: signed_list(made.office.issuer, made.pem, purpose, [], **window)
        for purpose in ("revocation", "suspension")
    }
    made.revoked = [
        signed_list(made.office.issuer, made.pem, purpose, [index], **window)
        for purpose in ("revocation", "suspension")
    ]
    made.suspended = [
        clean["revocation"],
        signed_list(made.office.issuer, made.pem, "suspension", [index], **window),
    ]
    made.other_pem, made.other_key = make_key()
    return made


def token(header, payload, sign):
    signed = f"{MADE.part(header)}.{MADE.part(payload)}"
    return f"{signed}.{base64.urlsafe_b64encode(sign(signed.encode())).decode().rstrip('=')}".encode()


def ed25519(pem):
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return load_pem_private_key(pem, None).sign


def changed(document, **members):
    document = copy.deepcopy(document)
    for path, value in members.items():
        *above, last = path.split("__")
        place = document
        for name in above:
            place = place[int(name) if name.isdigit() else name]
        place[last] = value
    return document


def renamed(case):
    return changed(case.document, credentialSubject__identifier__0__identityHash="Somebody Else")


def renamed_token(case):
    payload = case.payload()
    payload["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
    return token(case.header(), payload, lambda _: b"x" * 64)


def unsigned(case):
    return {name: value for name, value in case.document.items() if name != "proof"}


def cut_token(case):
    return case.jwt.rpartition(b".")[0] + b"."


def none(case):
    return token({"alg": "none"}, case.payload(), lambda _: b"")


def hmac_by_public_key(case):
    """The old trick: the public key, which everybody has, as the secret of an HMAC."""
    public = case.office.issuer.current.multikey.encode()
    return token(
        {**case.header(), "alg": "HS256"},
        case.payload(),
        lambda signed: hmac.new(public, signed, hashlib.sha256).digest(),
    )


def other_suite(case):
    return changed(case.document, proof__cryptosuite="eddsa-jcs-2022")


def foreign_key(case):
    """The forger's own key in the header, which a careless verifier would believe."""
    from dataclasses import replace

    key = replace(case.office.issuer.current, multikey=case.other_key)
    return token({"alg": "EdDSA", "jwk": key.jwk}, case.payload(), ed25519(case.other_pem))


def foreign_method(case):
    return changed(case.document, proof__verificationMethod=f"did:key:{case.other_key}#{case.other_key}")


def foreign_signature(case):
    return token(case.header(), case.payload(), ed25519(case.other_pem))


def foreign_issuer(case):
    from dataclasses import replace

    key = replace(case.office.issuer.current, multikey=case.other_key)
    issuer = replace(case.office.issuer, did=f"did:key:{case.other_key}", keys=(key,))
    return files_of(MADE.certificate(), issuer, case.other_pem, index=1, at=MADE.AT)["certificate.json"]


def other_words(case):
    """A context of the forger's, in which `name` may mean anything."""
    return changed(
        case.document, **{"@context": [*case.document["@context"], {"name": "https://evil.example/x"}]}
    )


def other_words_token(case):
    payload = {**case.payload(), "@context": ["https://evil.example/v2", *case.payload()["@context"][1:]]}
    return token(case.header(), payload, ed25519(case.pem))


def one_more_word(case):
    """A member that no context defines is in no signature; who displays it would believe it."""
    return changed(case.document, credentialSubject__achievement__grade="with highest honours")


def two_readings(case):
    return case.read("certificate.json").replace(b'"name":', b'"name":"Director of Everything","name":', 1)


def two_stories(case):
    return token(case.header(), {**case.payload(), "exp": 9_999_999_999}, ed25519(case.pem))


def nested(_case):
    return b'{"a":' * 5000 + b"1" + b"}" * 5000


def no_status(case):
    payload = case.payload()
    payload.pop("credentialStatus")
    return token(case.header(), payload, ed25519(case.pem))


def entities(_case):
    return b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'


def bad_list(case):
    return [case.lists[0][:-6] + b"AAAAAA", case.lists[1]]


def list_of_another(case):
    """An empty list under the right address, signed by the forger."""
    content = signed_list(
        case.office.issuer, case.other_pem, "revocation", [], at=MADE.AT, until=MADE.AT + timedelta(days=9)
    )
    return [content, case.lists[1]]


def bomb(case):
    """A list that unfolds into a hundred megabytes."""
    payload = json.loads(base64.urlsafe_b64decode(case.lists[0].split(b".")[1] + b"=="))
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(100 * 2**20))).decode().rstrip("=")
    payload["credentialSubject"]["encodedList"] = f"u{packed}"
    return [token(case.header(), payload, ed25519(case.pem)), case.lists[1]]


def short_list(case):
    payload = json.loads(base64.urlsafe_b64decode(case.lists[0].split(b".")[1] + b"=="))
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(16_383))).decode().rstrip("=")
    payload["credentialSubject"]["encodedList"] = f"u{packed}"
    return [token(case.header(), payload, ed25519(case.pem)), case.lists[1]]


def cut_list(case):
    payload = json.loads(base64.urlsafe_b64decode(case.lists[0].split(b".")[1] + b"=="))
    packed = gzip.compress(bytes(20_000), compresslevel=0)[:-100]
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    payload["credentialSubject"]["encodedList"] = f"u{text}"
    return [token(case.header(), payload, ed25519(case.pem)), case.lists[1]]


def asks_for_more(case):
    """A header that tells the reader to read the payload otherwise."""
    return token({**case.header(), "crit": ["b64"], "b64": False}, case.payload(), ed25519(case.pem))


def damaged_picture(case):
    content = bytearray(case.read("certificate.png"))
    content[2000] ^= 1
    return bytes(content)


def genuine(case):
    return case.jwt


LATER = {"at": MADE.AT + timedelta(days=4000)}
SOON = {"at": MADE.AT + timedelta(minutes=10)}
STALE = {"at": MADE.AT + timedelta(days=60)}
FORGERIES = [  # way, name, what is handed in, how it is checked, why it is refused
    (1, "tampered-name-in-document", renamed, {}, "altered"),
    (1, "tampered-name-in-token", renamed_token, {}, "altered"),
    (1, "member-nobody-signed", one_more_word, {}, "unreadable"),
    (1, "two-dates-in-one-token", two_stories, {}, "unreadable"),
    (2, "expired", genuine, LATER, "expired"),
    (3, "not-yet-valid", genuine, {"at": MADE.AT - HALF}, "early"),
    (4, "revoked", genuine, lambda case: {"lists": case.revoked}, "revoked"),
    (4, "revoked-old-list-beside", genuine, lambda case: {"lists": case.revoked + case.lists}, "revoked"),
    (5, "suspended", genuine, lambda case: {"lists": case.suspended}, "suspended"),
    (6, "wrong-issuer", foreign_issuer, {}, "issuer"),
    (7, "own-key-in-the-header", foreign_key, {}, "key"),
    (7, "own-key-as-method", foreign_method, {}, "key"),
    (7, "foreign-signature", foreign_signature, {}, "altered"),
    (8, "context-added", other_words, {}, "context"),
    (8, "context-replaced", other_words_token, {}, "context"),
    (9, "algorithm-none", none, {}, "algorithm"),
    (9, "hmac-of-the-public-key", hmac_by_public_key, {}, "algorithm"),
    (9, "other-cryptosuite", other_suite, {}, "algorithm"),
    (10, "proof-removed", unsigned, {}, "no-proof"),
    (10, "signature-removed", cut_token, {}, "no-proof"),
    (11, "status-list-tampered", genuine, lambda case: {"lists": bad_list(case)}, "status-altered"),
    (11, "status-list-forged", genuine, lambda case: {"lists": list_of_another(case)}, "status-altered"),
    (11, "status-list-bomb", genuine, lambda case: {"lists": bomb(case)}, "status-altered"),
    (11, "status-list-too-short", genuine, lambda case: {"lists": short_list(case)}, "status-altered"),
    (11, "status-list-cut", genuine, lambda case: {"lists": cut_list(case)}, "status-altered"),
    (11, "status-list-early", genuine, lambda case: {"lists": case.suspended, **SOON}, "status-altered"),
    (11, "status-list-stale", genuine, STALE, "status-stale"),
    (11, "status-list-withheld", genuine, {"lists": []}, "status-missing"),
    (11, "status-left-out", no_status, {}, "unreadable"),
    (12, "certificate-of-another", genuine, {"holder": "Mallory Vane"}, "holder"),
    (9, "header-asks-for-more", asks_for_more, {}, "unreadable"),
    (12, "picture-damaged", damaged_picture, {}, "unreadable"),
    (12, "doubled-member", two_readings, {}, "unreadable"),
    (12, "nested-too-deep", nested, {}, "unreadable"),
    (12, "entities-in-picture", entities, {}, "unreadable"),
    (12, "oversized", lambda _case: b"x" * 600_000, {}, "too-large"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "checked", "code"),
    [
        pytest.param(
            *row[2:], id=f"badge-{row[1]}", marks=pytest.mark.attack("passes as a certificate that counts")
        )
        for row in FORGERIES
    ],
)
def test_is_a_forged_certificate_refused_for_its_own_reason(case, make, checked, code):
    checked = checked(case) if callable(checked) else checked
    content = make(case)
    content = as_baked(content).encode("utf-8") if isinstance(content, dict) else content
    with pytest.raises(Refused) as refused:
        case.verify(content, **checked)
    assert refused.value.code == code
    assert refused.value.problem.endswith((".", "read: ", "”", "readable."))
    assert refused.value.next_step.endswith(".")


def test_is_the_genuine_certificate_not_refused(case):
    assert case.verify(case.jwt).number == case.verify(case.document).number == "LC-CM-7F3K-19QD"


def test_are_there_twelve_ways_and_has_every_reason_a_forgery_and_a_sentence_of_its_own():
    assert {row[0] for row in FORGERIES} == set(range(1, 13))
    assert {row[4] for row in FORGERIES} == reasons().keys() - {"key-time"}  # that one: tests/unit/credential
    assert len({sentence for sentence, _next in reasons().values()}) == len(reasons())


def test_does_a_suspension_end_and_a_revocation_never(tmp_path):
    made = MADE.Case(tmp_path)
    number, secret = "LC-CM-7F3K-19QD", MADE.SECRET
    made.office.suspend(number, secret, at=MADE.AT + timedelta(minutes=1))
    made.lists = made.office.lists()
    with pytest.raises(Refused, match="Suspended"):
        made.verify(made.jwt)
    made.office.restore(number, secret, at=MADE.AT + timedelta(minutes=2))
    made.lists = made.office.lists()
    assert made.verify(made.jwt).number == number
    made.office.revoke(number, secret, at=MADE.AT + timedelta(minutes=3))
    made.lists = made.office.lists()
    with pytest.raises(Refused, match="Revoked"):
        made.verify(made.jwt)
    from practicum.errors import PracticumError

    for again in (made.office.restore, made.office.suspend, made.office.revoke):
        with pytest.raises(PracticumError, match="stays as it is"):
            again(number, secret, at=MADE.AT + timedelta(minutes=4))
    with pytest.raises(PracticumError, match="No certificate"):
        made.office.revoke("LC-NONE", secret, at=MADE.AT)


@settings(max_examples=150)
@given(data=st.data())
@pytest.mark.parametrize("name", ["certificate.jwt", "certificate.json"])
def test_is_every_certificate_refused_once_any_byte_is_another(case, name, data):
    content = bytearray(case.read(name))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        case.verify(bytes(content))


@settings(max_examples=100)
@given(data=st.data())
def test_is_every_status_list_refused_once_any_byte_is_another(case, data):
    content = bytearray(case.lists[0])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        case.verify(case.jwt, lists=[bytes(content), case.lists[1]])


@settings(max_examples=100)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: ("{" + text).encode("utf-8")))
def test_is_noise_refused_in_a_sentence(case, content):
    with pytest.raises(Refused):
        case.verify(content)


def test_is_a_signature_of_another_length_or_alphabet_refused(case):
    for value in (
        "z",
        "z0",
        "u" + case.document["proof"]["proofValue"],
        "z" + to_base58(bytes(63)),
        7,
        ["z"],
    ):
        with pytest.raises(Refused) as refused:
            case.verify(changed(case.document, proof__proofValue=value))
        assert refused.value.code == "altered"
