"""Are claims read as written, and do the pages of coverage and of facts say what the data say?"""

from dataclasses import replace
from datetime import date

import pytest

from practicum.authoring.coverage import Coverage, Task, Use
from practicum.authoring.coverage_page import coverage_page
from practicum.authoring.facts_page import facts_page
from practicum.authoring.seeds import read_seeds
from practicum.authoring.steps import steps
from practicum.errors import PracticumError
from practicum.learn.competences import Area, Competence, CompetenceFramework, Neighbour, PublicFramework
from practicum.learn.facts import Fact
from practicum.project import CourseDrill, Module, Unit

HEAD = "seed_id,document,type,claim,module,activity,item,status\n"
ROW = 'B38,B,claim,"Results come late, always",m90 m91,m90-u1 m90-1,part1/H1 P-A/H1,covered\n'
OPEN = Module(
    id="m90", slug="m90-toy", title="A toy", minutes=5, status="open", summary="How many?",
    competences=("H1", "H2"), units=(Unit("m90-u1", "One", 5, ("H1",)),),
)  # fmt: skip
LATER = Module(
    id="m91",
    slug="m91-later",
    title="Later",
    minutes=5,
    status="planned",
    summary="When?",
    competences=("H3",),
)


def seeds(project, text):
    (project.course / "seeds.csv").write_text(text, encoding="utf-8")
    return read_seeds(project)


@pytest.fixture
def coverage(toy):
    neighbours = (Neighbour("a-list", "entry 7", confirmed=True), Neighbour("a-list", "8", confirmed=False))
    return Coverage(
        framework=CompetenceFramework(
            framework=(
                PublicFramework("a-list", "A list", "FR", "A list.", confirmed=True, note="In part."),
                PublicFramework("b-list", "B list", "IT", "A list.", confirmed=True, note="Whole."),
            ),
            area=(Area("H", "Measurement"),),
            competence=(
                Competence("H1", "Define", area="H", behaviour="Defines.", crosswalk=neighbours),
                Competence("H2", "Prepare", area="H", behaviour="Prepares."),
                Competence("H3", "Compute", area="H", behaviour="Computes."),
            ),
        ),
        modules=(OPEN, LATER),
        drills=(CourseDrill("d90", "m90", ("H2",)), CourseDrill("d91", "m91", ("H1",))),
        tasks=(
            Task("m90-u1-a", "m90", "H1", Use.PRACTICE),
            Task("m90-1", "m90", "H1", Use.GRADED),
            Task("m90-r1", "m90", "H2", Use.RECALL),
        ),
        seeds=seeds(toy, HEAD + ROW + "C01,C,task,Watch,m91,m91-1,,planned\n"),
    )


def test_is_a_claim_read_with_its_lists(toy):
    (seed,) = seeds(toy, HEAD + ROW)
    assert (seed.id, seed.document, seed.type, seed.claim) == (
        "B38",
        "B",
        "claim",
        "Results come late, always",
    )
    assert (seed.modules, seed.activities) == (("m90", "m91"), ("m90-u1", "m90-1"))
    assert (seed.items, seed.status) == (("part1/H1", "P-A/H1"), "covered")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("seed_id,claim\n", "its columns are not seed_id, document"),
        (HEAD + ROW + ROW.replace("covered", "done"), "line 3 is not"),
        (HEAD + ROW.replace(",claim,", ",gossip,"), "line 2 is not"),
        (HEAD + ROW.replace("B38", "A38"), "line 2 is not"),
        (HEAD + ROW.replace("B38,B", "F38,F"), "line 2 is not"),
        (HEAD + ROW.replace("m90 m91,", " ,"), "line 2 is not"),
        (HEAD + ROW.replace(",covered", ""), "line 2 is not"),
        (HEAD + ROW.replace("covered", "covered,more"), "line 2 is not"),
        (HEAD + 'B38,"B', "cannot be used"),
    ],
)
def test_is_a_broken_table_of_claims_refused_with_its_line(toy, text, words):
    with pytest.raises(PracticumError) as error:
        seeds(toy, text)
    assert words in error.value.problem


def test_does_coverage_count_what_is_open_and_no_recall_as_exercise(coverage):
    assert coverage.activities == {"m90-u1", "d90", "m90-u1-a", "m90-1", "m90-r1"}
    assert [unit.id for unit in coverage.units_of("H1")] == ["m90-u1"]
    assert [task.id for task in coverage.tasks_of("H1", Use.PRACTICE, Use.GRADED)] == ["m90-u1-a", "m90-1"]
    assert coverage.tasks_of("H2", Use.PRACTICE, Use.GRADED) == ()
    assert [drill.slug for drill in coverage.drills_of("H2")] == ["d90"]
    assert coverage.drills_of("H1") == ()
    assert coverage.blocks_of("H1") == ("P-A", "part1")


def test_does_the_page_show_each_competence_with_what_covers_it(coverage):
    page = coverage_page(coverage)
    assert "| **H1** Define | m90 | m90-u1 | m90-u1-a | m90-1 | none | planned: part1, P-A |" in page
    assert "| **H2** Prepare | m90 | none | none | none | d90 | planned: part1 |" in page
    assert (
        "| **H3** Compute | m91 (planned) | planned | planned | planned | planned | planned: part1 |" in page
    )
    asked = coverage_page(replace(coverage, items={"H1": 4, "H2": 1}))
    assert "| none | 4 items; planned: P-A |" in asked
    assert "| d90 | 1 item |" in asked
    assert "- 3 competences: 2 in open modules, 1 planned." in page
    assert "| A list | FR | 2 | 1 | In part. |" in page
    assert "| B list | IT | 0 | 0 | Whole. |" in page


def test_does_the_page_show_each_claim_and_count_it_once(coverage):
    page = coverage_page(coverage)
    assert "- 2 claims: 1 covered, 1 planned." in page
    assert "| B | 1 of 1 |  | 1 of 1 |" in page
    assert "| C |  | 0 of 1 | 0 of 1 |" in page
    assert "| All | 1 of 1 | 0 of 1 | 1 of 2 |" in page
    row = "| B38 | Results come late, always | m90, m91 | m90-u1, m90-1 | part1/H1, P-A/H1 | covered |"
    assert row in page
    assert "### Document B: 1 claim\n" in page


def test_does_a_bar_in_a_claim_not_break_its_table(coverage, toy):
    claims = seeds(toy, HEAD + ROW.replace("late, always", "late | always"))
    page = coverage_page(replace(coverage, seeds=claims))
    assert "| B38 | Results come late \\| always | m90, m91 |" in page


def test_does_the_page_of_facts_say_of_each_how_far_it_goes():
    day = date(2026, 11, 21)
    sure = Fact(
        "one", "law", "It is so.", "FR", "A court", "2015", day, confirmed=True, note="Ask (see two)."
    )
    other = Fact(
        "two", "claim", "It was.", "Mars", "A text", "2013", date(2025, 1, 2), confirmed=False, note=""
    )
    page = facts_page([sure, other])
    assert "### one\n\nIt is so.\n\n- Standing: **Confirmed**\n- Where: France\n- Source: A court" in page
    assert "(see [two](#two))" in page
    assert "- Standing: **Claim of its day**\n- Where: Mars" in page
    assert "looked up between 2025-01-02 and 2026-11-21" in page
    assert page.index("not legal advice") < page.index("### one")
    assert "## Platforms" not in page


def test_are_the_pages_made_only_where_their_data_are(toy):
    names = {step.name for step in steps(toy)}
    assert not names & {"docs/coverage.md", "course/facts.md"}
    for name in ("seeds.csv", "facts.toml", "competences.toml"):
        (toy.course / name).write_text("", encoding="utf-8")
    made = {step.name: step for step in steps(toy)}
    assert made.keys() >= {"docs/coverage.md", "course/facts.md"}
    sources = {path.relative_to(toy.root).as_posix() for path in made["docs/coverage.md"].inputs[:4]}
    assert sources >= {"course/seeds.csv", "course/competences.toml", "course/syllabus.toml"}
    assert toy.solutions / "m90-toy" / "marking.py" in made["docs/coverage.md"].inputs
    lesson = made["course/m90-toy/lesson.ipynb"].inputs
    assert toy.course / "facts.toml" not in lesson
    assert toy.course / "syllabus.toml" in lesson
