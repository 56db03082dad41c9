"""Does each signed pass become one certificate that verifies, and no other?"""

import json
from datetime import date

import pytest

from practicum.credential import Office, Refused, verify
from practicum.errors import PracticumError
from practicum.exam.results.appeal import decide_appeal, enter_reading, enter_replay, open_appeal
from practicum.exam.results.check import check
from practicum.exam.results.decide import withdraw
from practicum.exam.results.issue import apply_status, issue, last_day
from practicum.exam.results.replay import replay
from practicum.exam.results.standing import certificate_of

SITTING = "2026-11-demo"


@pytest.fixture
def office(tmp_path, make, at):
    return Office.found(
        tmp_path / "office",
        name="Lanterne Certification",
        url="https://verify.lanterne.example",
        web="verify.lanterne.example",
        passphrase=make.secret,
        at=at(-5),
    )


@pytest.fixture
def held(house, make):
    """A body with one who passed, one who did not, and one on whom nothing is decided."""
    house.propose(
        make.sitting("Ada Bell", "Bo Crane", "Chi Dorn"), make.marks("C-1"), make.marks("C-2", 30, 30)
    )
    house.decide_all()
    return house


def issued(house, office, make, at, **options):
    return issue(
        house.register,
        office,
        make.secret,
        SITTING,
        examination=house.examination,
        areas=house.areas,
        at=at(3),
        **options,
    )


def seen(office, folder, at):
    content = (folder / "certificate.jwt").read_bytes()
    return verify(content, issuers=[office.issuer], lists=office.lists(), at=at(4))


def test_is_a_pass_issued_once_and_verifies_with_its_holder_scheme_and_dates(held, office, make, at):
    found = issued(held, office, make, at)
    assert list(found) == ["C-1"]
    told = seen(office, found["C-1"], at)
    assert told.holder == "Ada Bell"
    assert told.number == found["C-1"].name
    document = json.loads((found["C-1"] / "certificate.json").read_text(encoding="utf-8"))
    assert document["validUntil"].startswith("2028-11-20")
    assert "demonstration until a panel signs" in json.dumps(document)
    assert issued(held, office, make, at) == {}
    assert held.kinds().count("credential") == 1


def test_is_a_run_that_was_cut_off_before_its_entry_run_again_without_a_second_certificate(
    held, office, make, at, monkeypatch
):
    def cut(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(held.register), "writing", cut)
        with pytest.raises(KeyboardInterrupt):
            issued(held, office, make, at)
    assert len(list((office.folder / "certificates").iterdir())) == 1
    issued(held, office, make, at)
    assert len(list((office.folder / "certificates").iterdir())) == 1
    assert held.kinds().count("credential") == 1


def test_does_a_rehearsal_give_certificates_only_where_it_is_asked_for_and_each_says_so(
    house, office, make, at
):
    house.propose(make.sitting("Ada Bell", rehearsal=True), make.marks("C-1"))
    house.decide()
    with pytest.raises(PracticumError, match="a rehearsal decides nothing"):
        issued(house, office, make, at)
    (folder,) = issued(house, office, make, at, rehearsal=True).values()
    assert "proves nothing about anybody" in (folder / "certificate.json").read_text(encoding="utf-8")


def signed(house, keys, at, action, *, by="dmitri", words="A complaint is looked into."):
    return withdraw(house.register, SITTING, "C-1", action, keys[by], at=at(3), words=words)


def test_is_a_certificate_suspended_restored_and_revoked_by_signed_entries(held, office, make, keys, at):
    (folder,) = issued(held, office, make, at).values()

    def done():
        return apply_status(held.register, office, make.secret, SITTING, at=at(3))

    assert done() == {}
    for action, code in (("suspend", "suspended"), ("restore", ""), ("revoke", "revoked")):
        number = signed(held, keys, at, action)
        assert done() == {number: action}
        assert done() == {}  # once is enough
        if code:
            with pytest.raises(Refused) as refused:
                seen(office, folder, at)
            assert refused.value.code == code
        else:
            assert seen(office, folder, at).holder == "Ada Bell"
    for action in ("suspend", "restore", "revoke"):
        with pytest.raises(PracticumError, match="stands so already, or was revoked"):
            signed(held, keys, at, action)
    assert check(held.register).faults == ()


def test_takes_a_change_of_status_a_reason_a_role_and_a_certificate(held, office, make, keys, at):
    with pytest.raises(PracticumError, match="No certificate was issued to C-1"):
        signed(held, keys, at, "suspend")
    issued(held, office, make, at)
    with pytest.raises(PracticumError, match="for a reason in words"):
        signed(held, keys, at, "suspend", words="")
    with pytest.raises(PracticumError, match="suspended, restored or revoked"):
        signed(held, keys, at, "burn")
    with pytest.raises(PracticumError, match="roles: decision-maker"):
        signed(held, keys, at, "suspend", by="ewa")
    with pytest.raises(PracticumError, match="stands so already"):
        signed(held, keys, at, "restore")
    with held.register.reading() as book:
        found = certificate_of(book, SITTING, "C-1")
    assert (found.revoked, found.suspended) == (False, False)


def test_is_a_certificate_issued_after_an_appeal_that_was_right(held, office, make, keys, at):
    held.letters()
    register = held.register
    open_appeal(register, SITTING, "C-2", at=at(3), words="Please look again.")
    enter_replay(register, SITTING, "C-2", replay(b"{}", b"{}"), at=at(3))
    enter_reading(register, SITTING, "C-2", keys["ira"], {"x": 4.0}, at=at(3), words="Read.")
    assert list(issued(held, office, make, at)) == ["C-1"]
    decide_appeal(register, SITTING, "C-2", "passed", keys["dmitri"], at=at(3), words="A mark was wrong.")
    assert list(issued(held, office, make, at)) == ["C-2"]


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        (date(2026, 11, 21), date(2028, 11, 20)),
        (date(2026, 1, 1), date(2027, 12, 31)),
        (date(2024, 2, 29), date(2026, 2, 27)),
    ],
)
def test_is_the_last_day_the_day_before_the_same_date(decided, last):
    assert last_day(decided, 24) == last
