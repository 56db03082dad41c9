"""The content tasks: a plan with one fault of each kind, and what proposes a critical error or does not."""

from pathlib import Path

import pytest

from practicum.exam.families import Handed, family_tables
from practicum.exam.families.signs import figures_beyond, leaked_in
from practicum.marking import mark
from practicum.marking.definitions import import_definitions

BANK = Path(__file__).resolve().parents[4] / "exam" / "demo-bank"
IDS = sorted(path.parent.name for path in BANK.glob("families/pc-*/family.toml"))
content = import_definitions(BANK / "families" / "content.py")


@pytest.fixture(params=IDS)
def family(every, request):
    return every[request.param]


def handed(family, house, *, calendar=b"", **rows):
    posts = {"own": house.own[1], "paid": house.paid[1], **rows}
    files = {house.file: calendar} if calendar else {}
    return Handed({f"{family.id}-posts": posts}, files, (), "", {})


def proposed(family, what):
    return [(one.error, one.exercise.rpartition("-")[2]) for one in family.critical if one.found(what)]


def test_points_are_those_of_the_block(family):
    assert family.points == 10
    assert [one.points for one in family.exercises.values()] == [2, 4, 1]


def test_each_plan_has_one_entry_with_each_fault_and_no_other(family, house):
    seen = set()
    for seed in range(40):
        tables = family_tables(family, seed)
        plan = tables["plan"]
        found = [content.plans.faulty(house, plan, fault) for fault in content.plans.FAULTS]
        assert [len(entries) for entries in found] == [1] * 5
        assert len({entry for entries in found for entry in entries}) == 5
        assert not plan.duplicated(["date", "network"]).any()
        assert plan["title"].is_unique
        check = family.exercises[f"{family.id}-check"]
        truth = check.reference(tables)
        assert mark(check, truth, tables).points == 2
        seen.add(tuple(truth))
    assert len(seen) > 30  # nobody can pass the answer on


def test_what_only_looks_faulty_is_right(family, house):
    for seed in range(20):
        tables = family_tables(family, seed)
        plan = tables["plan"]
        innocent = plan.loc[plan["title"].isin(house.titles[-3:]), "entry"]
        assert len(innocent) == 3
        assert not {*innocent} & {*family.exercises[f"{family.id}-check"].reference(tables)}
        paid = plan.loc[(plan["paid_by"] != "") & (plan["notice"] == "yes")]
        assert len(paid) == 1


def test_a_model_proposes_nothing(family, house):
    calendar = content.calendar(house).encode()
    assert proposed(family, handed(family, house, calendar=calendar)) == []
    assert proposed(family, Handed({}, {}, (), "", {})) == []


def test_a_paid_post_that_does_not_say_so_is_proposed(family, house):
    plain = house.paid[1].partition(". ")[2]
    for text in (plain, f"Thanks to our partners! {plain}", f"A collaboration that we love. {plain}"):
        assert proposed(family, handed(family, house, paid=text)) == [("advertising-hidden", "posts")]


@pytest.mark.parametrize(
    "start", ["Advertising.", "#ad", "Paid partnership.", "SPONSORED:", "They pay us: paid post."]
)
def test_plain_words_for_a_payment_disclose_it(family, house, start):
    plain = house.paid[1].partition(". ")[2]
    assert proposed(family, handed(family, house, paid=f"{start} {plain}")) == []


def test_a_post_that_was_not_written_hides_nothing(family, house):
    assert proposed(family, handed(family, house, paid="")) == []


def test_a_calendar_that_calls_the_partnership_unpaid_is_proposed(family, house):
    hidden = content.calendar(house, paid="no")
    for text in (hidden, hidden.replace(",", ";"), "\ufeff" + hidden, hidden.replace(",no,", ", NO ,")):
        found = handed(family, house, calendar=text.encode())
        assert proposed(family, found) == [("advertising-hidden", "calendar")]


@pytest.mark.parametrize("broken", [b"\xff\xfe\x00", b"subject\n", b'"', b'subject,paid\n"', b"\n\n"])
def test_a_calendar_that_cannot_be_read_proposes_nothing(family, house, broken):
    assert proposed(family, handed(family, house, calendar=broken)) == []


def test_what_was_told_in_confidence_is_a_leak_in_either_post(family, house):
    for secret in house.private:
        if not secret.isdigit():
            for row in ("own", "paid"):
                text = f"{house.own[1] if row == 'own' else house.paid[1]} {secret}."
                assert ("leak", "posts") in proposed(family, handed(family, house, **{row: text}))


def test_a_figure_or_a_claim_that_no_source_gives_is_made_up(family, house):
    assert proposed(family, handed(family, house, paid=f"{house.paid[1]} 97 percent agree.")) == [
        ("made-up", "posts")
    ]
    assert proposed(family, handed(family, house, own=f"{house.own[1]} Already 4,321 of you come.")) == [
        ("made-up", "posts")
    ]
    for claim in house.claims:
        assert ("made-up", "posts") in proposed(
            family, handed(family, house, paid=f"{house.paid[1]} Really {claim}!")
        )


def test_the_letter_gives_what_the_posts_need(family, house):
    letter = family.about.brief
    for secret in house.private:
        assert secret in letter
    for idea in (*house.drawer, *house.unfit):
        assert f"`{idea}`" in letter
    for name in house.networks + house.owners:
        assert name in letter or name == "you"


def test_the_calendar_of_a_careful_candidate_earns_all_and_each_slip_costs(family, house, tmp_path):
    task = family.exercises[f"{family.id}-calendar"]

    def earned(text):
        (tmp_path / house.file).write_text(text)
        return mark(task, house.file, {}, folder=tmp_path).points

    assert earned(content.calendar(house)) == 4
    slips = [mistake.wrong({}) for mistake in task.mistakes.values()]
    assert all(earned(slip) < 4 for slip in slips)


def test_names_are_looked_for_as_words_and_numbers_across_their_signs():
    def found(text, *secrets):
        return leaked_in("x", secrets)(Handed({"x": text}, {}, (), "", {}))

    assert found("Greetings from Mira!", "Mira")
    assert not found("With admiration, a miracle.", "Mira")
    assert found("Ring 0622.41.907", "0622 41 907")
    assert not found("Ring 0622 41 908", "0622 41 907")
    assert found("They pay 600.", "600")
    assert not found("They pay 6000.", "600")


def test_figures_are_compared_as_figures():
    rule = figures_beyond("x", ["14", "14:00", "1200", "2.5"])

    def found(text):
        return rule(Handed({"x": text}, {}, (), "", {}))

    assert not found("From 14 to 14.00, for 1,200 people, or 1\u00a0200.")
    assert not found("At 14:00 on the 14.")
    assert not found("2,5 metres")
    assert "15" in found("At 15.")
