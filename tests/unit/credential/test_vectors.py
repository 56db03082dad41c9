"""Does our reading of eddsa-rdfc-2022 give what the W3C published? Vectors: from openbadgeslib's source."""

import json
from pathlib import Path

import pytest

from practicum.credential import Refused
from practicum.credential.contexts import PINNED, pinned
from practicum.credential.encoding import from_base58, from_base64url, from_multikey, to_base58, to_multikey
from practicum.credential.proof_data import signature_of, signed_bytes
from practicum.credential.proof_jwt import check_signature

PUBLISHED = Path(__file__).parent / "published"


def read(name):
    return (PUBLISHED / name).read_text(encoding="utf-8")


def context(address):
    if address == "https://www.w3.org/ns/credentials/examples/v2":
        return json.loads(read("credentials-examples-v2.json"))
    return pinned(address)


@pytest.fixture
def signed():
    return json.loads(read("signed-credential.json"))


@pytest.fixture
def public():
    return from_multikey(json.loads(read("key-pair.json"))["publicKeyMultibase"])


def test_are_both_digests_those_that_the_w3c_published(signed):
    options, bare = signed_bytes(signed, context)
    assert options.hex() == read("proof-config-hash.txt").strip()
    assert bare.hex() == read("doc-hash.txt").strip()


def test_does_the_signature_of_the_w3c_hold_and_no_other(signed, public):
    options, bare = signed_bytes(signed, context)
    signature = signature_of(signed["proof"])
    check_signature(public, signature, options + bare)
    with pytest.raises(Refused):
        check_signature(public, signature, bare + options)
    with pytest.raises(Refused):
        check_signature(public, signature[:-1] + bytes([signature[-1] ^ 1]), options + bare)


def test_does_the_private_key_of_the_w3c_give_the_same_signature(signed):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = from_base58(json.loads(read("key-pair.json"))["privateKeyMultibase"][1:])
    assert secret[:2] == b"\x80\x26"  # multicodec ed25519-priv
    options, bare = signed_bytes(signed, context)
    assert Ed25519PrivateKey.from_private_bytes(secret[2:]).sign(options + bare) == signature_of(
        signed["proof"]
    )


def test_is_a_context_that_is_not_pinned_never_fetched(signed):
    with pytest.raises(Refused) as refused:
        signed_bytes(signed)
    assert refused.value.code == "context"


def test_is_every_pinned_context_the_published_one(monkeypatch):
    assert all(pinned(address)["@context"] for address in PINNED)
    address = next(iter(PINNED))
    pinned.cache_clear()
    monkeypatch.setitem(PINNED, address, (PINNED[address][0], "0" * 64))
    with pytest.raises(ValueError, match="not the published"):
        pinned(address)


@pytest.mark.parametrize("value", [b"", b"\0", b"\0\0a", b"hello", bytes(range(64))])
def test_is_base58_read_as_it_was_written(value):
    assert from_base58(to_base58(value)) == value


def test_has_each_value_one_spelling_only():
    assert from_base64url("_-8") == b"\xff\xef"
    for wrong in ("_-9", "_-8=", "/+8", "A", "é"):
        with pytest.raises(ValueError, match=r"base64|Incorrect|padding|data"):
            from_base64url(wrong)
    for wrong in ("0", "l", "1" * 200):
        with pytest.raises(ValueError, match=r"not found|too long"):
            from_base58(wrong)


def test_is_only_an_ed25519_key_a_key():
    assert from_multikey(to_multikey(bytes(32))) == bytes(32)
    for wrong in (
        "",
        "x",
        "z",
        "zabc",
        "z" + to_base58(b"\xed\x01" + bytes(31)),
        "z" + to_base58(b"\x80\x24" + bytes(33)),
    ):
        with pytest.raises(ValueError, match=r"not|substring"):
            from_multikey(wrong)
