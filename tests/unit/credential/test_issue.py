"""Is what is issued what the standards describe, and does a second verifier agree?"""

import gzip
import json
import re
import stat
import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier
from openbadgeslib.ob3.did import resolve_verification_method

from practicum.credential import Office, Refused, read_certificates, read_issuer
from practicum.credential.encoding import from_base64url
from practicum.credential.issue import files_of
from practicum.errors import PracticumError

HERE = Path(__file__).parent
PUBLISHED = HERE / "published"


def schema(name):
    return jsonschema.Draft201909Validator(
        json.loads((PUBLISHED / name).read_text(encoding="utf-8")),
        format_checker=jsonschema.Draft201909Validator.FORMAT_CHECKER,
    )


@pytest.mark.parametrize("form", ["jwt", "document"])
def test_does_a_certificate_meet_the_schemas_of_1edtech(case, form):
    credential = case.payload() if form == "jwt" else case.document
    assert list(schema("ob_v3p0_achievementcredential_schema.json").iter_errors(credential)) == []
    assert list(schema("ob_v3p0_profile_schema.json").iter_errors(credential["issuer"])) == []


def test_do_the_schemas_find_a_certificate_without_an_achievement(case):
    broken = {**case.document, "credentialSubject": {"type": ["AchievementSubject"]}}
    assert list(schema("ob_v3p0_achievementcredential_schema.json").iter_errors(broken))


@pytest.mark.parametrize(
    "name", ["certificate.jwt", "certificate.json", "certificate.png", "certificate.svg"]
)
def test_do_all_four_files_carry_the_same_certificate(case, name):
    found = case.verify(case.read(name), holder="Salome\u0301  Oyelaran")
    assert (found.number, found.holder) == ("LC-CM-7F3K-19QD", "Salomé Oyelaran")
    assert found.until == datetime(2028, 11, 18, 23, 59, 59, tzinfo=UTC)
    assert "not a register of the profession" in found.text()
    assert found.text().endswith(
        "demonstration until a panel signs."
    )  # what the issuer says of it is never left out


def test_does_the_other_verifier_agree_through_the_published_did_document(case, conftest, tmp_path):
    """openbadgeslib reads the wall clock, so this certificate is valid for a century around it."""
    office = conftest.found(tmp_path / "office", at=datetime(2026, 1, 1, tzinfo=UTC))
    long = conftest.certificate(
        exam=date(2026, 1, 1), decided=date(2026, 1, 1), until=date(2126, 1, 1), number="LC-CM-LONG"
    )
    target = office.issue(long, conftest.SECRET, at=datetime(2026, 1, 2, tzinfo=UTC))
    published = (office.folder / "public" / ".well-known" / "did.json").read_bytes()
    asked = []

    def download(address):
        asked.append(address)
        return published

    document = (target / "certificate.json").read_text(encoding="utf-8")
    by_document = OB3LdpVerifier.for_issuer_did(office.issuer.did, download=download).verify(
        document, download=download
    )
    key = resolve_verification_method(office.issuer.method(office.issuer.current), download=download)
    by_token = OB3Verifier(key).verify((target / "certificate.jwt").read_text(encoding="ascii"))
    assert by_document.id == by_token.id
    assert set(asked) == {"https://verify.lanterne.example/.well-known/did.json"}


def test_is_a_place_in_the_lists_drawn_and_the_list_long_enough(case):
    subjects = [
        json.loads(from_base64url(content.decode().split(".")[1]))["credentialSubject"]
        for content in case.lists
    ]
    assert [subject["statusPurpose"] for subject in subjects] == ["revocation", "suspension"]
    for subject in subjects:
        assert len(gzip.decompress(from_base64url(subject["encodedList"][1:]))) * 8 >= 131_072


def test_does_a_reader_who_knows_one_entry_only_refuse_what_is_revoked(fresh, conftest):
    """openbadgeslib reads the one entry of a certificate, which names the list of suspensions."""
    from openbadgeslib.ob3 import status

    fresh.office.revoke("LC-CM-7F3K-19QD", conftest.SECRET, at=conftest.AT)
    (_revocation, suspension) = fresh.office.lists()
    entry = fresh.document["credentialStatus"]
    subject = json.loads(from_base64url(suspension.decode().split(".")[1]))["credentialSubject"]
    assert status.set_indices(status.decode_encoded_list(subject["encodedList"])) == {
        int(entry["statusListIndex"])
    }
    assert entry["statusListCredential"] == subject["id"].removesuffix("#list")


def test_are_places_neither_in_order_nor_shared(case, conftest, tmp_path, monkeypatch):
    monkeypatch.setattr("practicum.credential.office.certificate_pdf", lambda *_, **__: b"")
    monkeypatch.setattr("practicum.credential.issue.seal_png", lambda _mark: case.read("certificate.png"))
    office = conftest.found(tmp_path / "office")
    for n in range(12):
        office.issue(conftest.certificate(number=f"LC-{n}"), conftest.SECRET, at=conftest.AT)
    entries = json.loads((office.folder / "status.json").read_bytes())["entries"].values()
    places = [entry["index"] for entry in sorted(entries, key=lambda one: int(one["recipient"][3:]))]
    assert len(set(places)) == 12
    assert places != sorted(places)


def test_is_a_certificate_never_issued_twice_and_a_broken_off_one_keeps_its_place(fresh, conftest):
    with pytest.raises(PracticumError, match="issued already"):
        fresh.office.issue(conftest.certificate(), conftest.SECRET, at=conftest.AT)
    (fresh.target / "certificate.jwt").unlink()
    before = fresh.payload()["credentialStatus"]
    fresh.office.issue(conftest.certificate(), conftest.SECRET, at=conftest.AT)
    again = json.loads(from_base64url(fresh.read("certificate.jwt").decode().split(".")[1]))
    assert again["credentialStatus"] == before


def test_is_the_private_key_sealed_and_for_its_owner_only(case, conftest):
    (path,) = (case.office.folder / "keys").iterdir()
    assert b"ENCRYPTED" in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(PracticumError, match="does not open"):
        case.office.publish("another passphrase", at=conftest.AT)
    with pytest.raises(PracticumError, match="does not protect"):
        conftest.found(case.office.folder.parent / "short", passphrase="short")  # noqa: S106


def test_does_a_rotation_keep_what_the_old_key_signed_and_refuse_what_it_signs_later(fresh, conftest):
    old, pem = fresh.office.issuer, fresh.pem
    fresh.office.rotate(conftest.SECRET, at=conftest.AT + timedelta(minutes=5))
    fresh.lists = fresh.office.lists()
    assert fresh.verify(fresh.jwt).number
    late = files_of(
        conftest.certificate(number="LC-LATE"), old, pem, index=7, at=conftest.AT + timedelta(minutes=10)
    )
    for name in ("certificate.jwt", "certificate.json"):
        with pytest.raises(Refused) as refused:
            fresh.verify(late[name])
        assert refused.value.code == "key-time"
    assert [key.id for key in fresh.office.issuer.keys] == ["key-1", "key-2"]


def test_is_a_date_that_was_set_back_found_by_the_date_of_the_proof(fresh, conftest):
    from openbadgeslib.ob3.ldp import add_data_integrity_proof

    old, pem = fresh.office.issuer, fresh.pem
    fresh.office.rotate(conftest.SECRET, at=conftest.AT + timedelta(minutes=5))
    fresh.lists = fresh.office.lists()
    bare = {name: value for name, value in fresh.document.items() if name != "proof"}
    for minutes, code in ((1, ""), (10, "key-time")):
        created = conftest.AT + timedelta(minutes=minutes)
        signed = add_data_integrity_proof(bare, pem, old.method(old.current), created=created)
        if code:
            with pytest.raises(Refused) as refused:
                fresh.verify(signed)
            assert refused.value.code == code
        else:
            assert fresh.verify(signed).form == "Data Integrity"


def test_does_nothing_count_that_a_withdrawn_key_signed(fresh, conftest):
    fresh.office.rotate(conftest.SECRET, at=conftest.AT + timedelta(minutes=5))
    fresh.office.withdraw("key-1", conftest.SECRET, at=conftest.AT + timedelta(minutes=6))
    fresh.lists = fresh.office.lists()
    with pytest.raises(Refused) as refused:
        fresh.verify(fresh.jwt)
    assert refused.value.code == "key-time"
    published = json.loads((fresh.office.folder / "public" / ".well-known" / "did.json").read_bytes())
    assert published["assertionMethod"] == ["did:web:verify.lanterne.example#key-2"]
    assert [method.get("revoked") for method in published["verificationMethod"]] == [
        None,
        "2026-11-19T09:36:00Z",
    ]
    with pytest.raises(PracticumError, match="no key"):
        fresh.office.withdraw("key-9", conftest.SECRET, at=conftest.AT)


def test_does_a_body_without_a_site_sign_by_its_key_alone_and_never_change_it(conftest, tmp_path):
    office = conftest.found(tmp_path / "office", web="")
    assert office.issuer.did == f"did:key:{office.issuer.current.multikey}"
    target = office.issue(conftest.certificate(), conftest.SECRET, at=conftest.AT)
    office.publish(conftest.SECRET, at=conftest.AT)
    from practicum.credential import verify

    for name in ("certificate.jwt", "certificate.json"):
        content = (target / name).read_bytes()
        assert verify(content, issuers=[office.issuer], lists=office.lists(), at=conftest.AT).holder
    with pytest.raises(PracticumError, match="cannot change its key"):
        office.rotate(conftest.SECRET, at=conftest.AT)


def test_is_the_public_record_read_back_as_it_was_written_and_nothing_else_taken_for_one(case):
    record = (case.office.folder / "issuer.json").read_bytes()
    assert read_issuer(record) == case.office.issuer
    for wrong in (
        b"{}",
        b"[]",
        record.replace(b'"z6Mk', b'"z6Mm'),
        record.replace(b'"version": 1', b'"version": 2'),
    ):
        with pytest.raises(PracticumError, match="not the public record"):
            read_issuer(wrong)


def test_is_every_word_and_picture_of_the_sheet_tagged_in_reading_order(case):
    pdf = case.read("certificate.pdf")
    assert b"/Marked true" in pdf
    assert b"/Lang (en)" in pdf
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    (drawn,) = [made for made in map(_inflated, streams) if b" BDC" in made]
    depth, numbers = 0, []
    for line in drawn.decode("latin-1").split("\n"):
        depth += line.endswith((" BDC", " BMC")) - (line == "EMC")
        assert 0 <= depth <= 1, "one tag inside another"
        numbers += map(int, re.findall(r"/MCID (\d+)", line))
        assert depth or not re.search(r"\b(Tj|TJ|f|S|B|re)$", line), f"drawn outside every tag: {line[:60]}"
    kinds = re.findall(rb"/S /(H1|H2|P|Figure)\b", pdf)
    assert numbers == list(range(len(kinds)))
    assert kinds.index(b"H1") < kinds.index(b"H2") < kinds.index(b"Figure")
    assert re.findall(rb"/Alt \((Seal|QR code)", pdf) == [b"Seal", b"QR code"]


def _inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_is_the_sheet_the_same_bytes_each_time_and_does_it_carry_the_token(case, conftest):
    from practicum.credential.sheet import certificate_pdf

    again = certificate_pdf(conftest.certificate(), case.office.issuer, at=conftest.AT, token=case.jwt)
    assert again == case.read("certificate.pdf")
    assert again.startswith(b"%PDF-")
    assert b"LC-CM-7F3K-19QD.jwt" in again


def test_is_a_name_that_no_font_holds_said_instead_of_drawn_as_boxes(case, conftest):
    from practicum.credential.sheet import certificate_pdf

    with pytest.raises(PracticumError, match="do not hold 明"):
        certificate_pdf(conftest.certificate(holder="明"), case.office.issuer, at=conftest.AT, token=b"x")


def test_is_a_text_that_does_not_fit_said_and_a_long_name_set_smaller(case, conftest):
    from practicum.credential.sheet import certificate_pdf

    values = {"at": conftest.AT, "token": b"x"}
    long = conftest.certificate(holder="Maximiliana Wolfeschlegel-Steinhausen de la Bergerie")
    assert certificate_pdf(long, case.office.issuer, **values)
    with pytest.raises(PracticumError, match="do not fit"):
        certificate_pdf(conftest.certificate(statement="word " * 200), case.office.issuer, **values)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": "no number"}, "not a certificate's number"),
        ({"number": "../../etc"}, "not a certificate's number"),
        ({"holder": " "}, "empty or too long"),
        ({"statement": "x" * 2001}, "empty or too long"),
        ({"until": date(2026, 11, 1)}, "out of order"),
    ],
)
def test_is_a_certificate_that_makes_no_sense_refused_before_it_is_signed(conftest, changed, said):
    with pytest.raises(PracticumError, match=said):
        conftest.certificate(**changed)


def test_are_certificates_read_from_a_file_as_the_guide_shows_it(conftest, tmp_path, repository):
    guide = (repository / "docs" / "credentials.md").read_text(encoding="utf-8")
    path = tmp_path / "certificates.toml"
    path.write_text(guide.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    (read,) = read_certificates(path)
    assert read.number == "LC-CM-7F3K-19QD"
    assert sum(area.weight for area in read.areas) == 100
    path.write_text("[[certificate]]\nnumber = 3\n", encoding="utf-8")
    with pytest.raises(PracticumError, match="does not describe certificates"):
        read_certificates(path)


def test_is_an_expired_certificate_never_signed(case, conftest):
    with pytest.raises(PracticumError, match="would have expired"):
        case.office.issue(
            conftest.certificate(number="LC-OLD"), conftest.SECRET, at=datetime(2030, 1, 1, tzinfo=UTC)
        )


def test_is_a_folder_without_an_issuer_said(tmp_path):
    with pytest.raises(PracticumError, match="not the folder of an issuer"):
        Office(tmp_path)


def test_is_a_missing_extra_said_with_the_way_to_get_it():
    from practicum.credential.errors import exam_extra

    with pytest.raises(PracticumError, match="pip install") as said, exam_extra():
        raise ImportError(name="pyld")
    assert "pyld" in said.value.problem
