"""Does a fact say how far it may be trusted, and does its age show on the right day?"""

from datetime import date

import pytest

from practicum.errors import PracticumError
from practicum.learn.facts import Standing, overdue, read_facts

FACT = """
[[fact]]
key = "{key}"
kind = "{kind}"
statement = "It closed."
jurisdiction = "world"
source = "Its owner"
source_date = "{said}"
checked = {checked}
confirmed = {confirmed}
contested = "{contested}"
note = "{note}"
"""


def text(
    *, key="one", kind="law", said="2019-04", checked="2026-02-28", confirmed="true", contested="", note=""
):
    return FACT.format(
        key=key, kind=kind, said=said, checked=checked, confirmed=confirmed, contested=contested, note=note
    )


def read(project, *facts):
    (project.course / "facts.toml").write_text("\n".join(facts), encoding="utf-8")
    return read_facts(project)


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ({}, Standing.CONFIRMED),
        ({"contested": "Others disagree."}, Standing.CONFIRMED),
        ({"confirmed": "false"}, Standing.REPORTED),
        ({"confirmed": "false", "contested": "Others disagree."}, Standing.CONTESTED),
        ({"confirmed": "false", "kind": "claim", "contested": "Others disagree."}, Standing.CLAIM),
    ],
)
def test_how_far_may_a_fact_be_trusted(project, given, standing):
    (fact,) = read(project, text(**given))
    assert fact.standing is standing
    assert (fact.key, fact.checked, fact.source_date) == ("one", date(2026, 2, 28), "2019-04")


@pytest.mark.parametrize(
    ("checked", "today", "is_old"),
    [
        ("2026-02-28", date(2027, 2, 28), False),
        ("2026-02-28", date(2027, 3, 1), True),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
        ("2026-11-21", date(2027, 1, 31), False),
        ("2026-11-21", date(2026, 11, 1), False),
        ("2026-11-21", date(2029, 1, 1), True),
    ],
)
def test_is_a_fact_old_on_the_day_after_twelve_months_and_not_before(project, checked, today, is_old):
    assert bool(overdue(read(project, text(checked=checked)), today)) is is_old


def test_do_the_oldest_facts_come_first(project):
    facts = read(project, text(key="b", checked="2025-01-01"), text(key="a", checked="2024-01-01"))
    assert [fact.key for fact in overdue(facts, date(2027, 1, 1))] == ["a", "b"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([text(), text()], "one stands there twice"),
        ([text(kind="claim")], "one is a claim of its day"),
        ([text(said="2026-03-01")], "one was checked before it was said"),
        ([text(note="It moved (see two).")], "one points to two"),
        ([text(contested="They doubt it (see three).")], "one points to three"),
        ([text(key="One thing")], "fact.0.key"),
        ([text(kind="gossip")], "fact.0.kind"),
        ([text(said="April 2019")], "fact.0.source_date"),
        ([text(checked='"soon"')], "fact.0.checked"),
        ([text(confirmed="1")], "fact.0.confirmed"),
        ([text().replace("It closed.", "")], "fact.0.statement"),
        ([text() + 'colour = "red"\n'], "fact.0.colour"),
        (["fact = 7"], "fact"),
    ],
)
def test_is_a_broken_file_refused_with_its_place(project, facts, words):
    with pytest.raises(PracticumError) as error:
        read(project, *facts)
    assert "facts.toml cannot be used" in error.value.problem
    assert words in error.value.problem


def test_may_a_note_point_to_another_fact(project):
    assert len(read(project, text(note="It moved (see two)."), text(key="two"))) == 2
