"""Does a whole examination run from bank to report, and does each invented candidate get what is due?"""

import csv
import json
import re

import pytest

from practicum.credential import Refused, verify
from practicum.errors import PracticumError
from practicum.exam.demo.people import Kind
from practicum.exam.demo.results import DECIDED
from practicum.exam.demo.run import Demonstration, _emptied
from practicum.exam.marks.final import final
from practicum.exam.marks.record import read_marks
from practicum.exam.results.check import check
from practicum.exam.results.standing import certificate_of, decision_of
from practicum.project import Project

pytestmark = pytest.mark.slow
HEADINGS = (
    "Who sat", "Incidents", "Forms beside the blueprint", "How the marks lie",
    "How exact is a composite?", "Critical errors", "How the cut was set", "Did the readers agree?",
    "How much of the marks of texts", "Decisions and appeals", "Families of a block beside each other",
    "equally hard?", "Exposure", "What this report does not show",
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Run it once; what it said stands in `said`."""
    project, said = Project.find(), []
    made = Demonstration(
        project, project.root / "exam" / "demo-bank", tmp_path_factory.mktemp("demo") / "exam", said.append
    )
    made.run()
    made.said = "\n".join(said)
    return made


def codes(demo, kind):
    return [code for code, person in demo.seats.items() if person.kind is kind]


def test_are_all_hand_ins_marked_but_the_one_that_was_tampered_with(demo):
    (tampered,) = codes(demo, Kind.TAMPERED)
    assert demo.sitting.candidates.keys() - final(demo.sitting).keys() == {tampered}
    (line,) = (demo.sitting.folder / "received" / "refused.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["code"] == "altered"
    assert tampered in json.loads(line)["file"]


def test_are_five_bundles_that_are_marked_twice_the_same_bytes(demo):
    assert "Five were marked twice: the same bytes." in demo.said


def test_does_whoever_lost_the_station_lose_neither_answers_nor_time(demo):
    (code,) = codes(demo, Kind.CRASHED)
    marks = read_marks(demo.sitting.folder, code)
    assert marks["crashes"] == 1
    assert all(item["points"] is not None for item in marks["items"])
    assert marks["minutes"]["part1"] < 80


def test_do_able_people_do_better_in_the_end(demo):
    results = final(demo.sitting)

    def mean(kind):
        own = [results[code].composite for code in codes(demo, kind)]
        return sum(own) / len(own)

    assert mean(Kind.STRONG) > mean(Kind.ORDINARY) > mean(Kind.WEAK)
    assert mean(Kind.STRONG) > 85
    assert mean(Kind.WEAK) < 65


def test_are_the_copier_and_the_neighbour_named_for_two_people_to_look_at(demo):
    pair = {*codes(demo, Kind.COPIED), *codes(demo, Kind.COPIER)}
    (form,) = {demo.sitting.candidates[code].form for code in pair}
    with (demo.sitting.folder / "report" / f"{form}-pairs.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        named = [set(re.findall(r"C-\d{4}", row["Pair"])) for row in csv.DictReader(file)]
    assert pair in named


def test_is_the_register_whole_and_does_each_pass_have_one_certificate(demo):
    found = check(demo.results.register)
    assert found.faults == ()
    with demo.results.register.reading() as book:
        passed = {
            code
            for code in demo.sitting.candidates
            if (one := decision_of(book, demo.sitting.id, code)) and one.outcome == "passed"
        }
        certified = {code for code in demo.sitting.candidates if certificate_of(book, demo.sitting.id, code)}
    assert passed == certified
    assert 20 < len(passed) < 55


def test_does_a_certificate_that_somebody_alters_no_longer_hold(demo):
    office = demo.results.office
    place = min((office.folder / "certificates").iterdir())
    token = (place / "certificate.jwt").read_bytes()
    verify(token, issuers=[office.issuer], lists=office.lists(), at=DECIDED.replace(day=30))
    head, body, signature = token.split(b".")
    with pytest.raises(Refused):
        verify(
            b".".join([head, body[:-4] + b"AAAA", signature]),
            issuers=[office.issuer],
            lists=office.lists(),
            at=DECIDED.replace(day=30),
        )


def test_does_the_report_hold_every_part_and_nobodys_name_or_code(demo):
    folder = demo.sitting.folder / "report"
    page = (folder / "report.html").read_text("utf-8")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    for heading in HEADINGS:
        assert heading in page, heading
    assert not [person.name for person in demo.people if person.name in page]
    assert not re.search(r"C-\d{4}", page)


def test_is_a_folder_with_something_else_in_it_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(PracticumError, match="no demonstration"):
        _emptied(tmp_path)
    assert (tmp_path / "thesis.txt").exists()
