"""Does the verification page read the Data Integrity form as the program does, without a JSON-LD library?"""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from practicum.credential import Refused

_SPEC = importlib.util.spec_from_file_location("verify_case", Path(__file__).with_name("verify_case.py"))
SHARED = importlib.util.module_from_spec(_SPEC)
sys.modules["verify_case"] = SHARED
_SPEC.loader.exec_module(SHARED)
case, visit, answer = SHARED.case, SHARED.visit, SHARED.answer

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
