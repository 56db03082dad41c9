"""Does the check find every flaw that is put into a sound bank, and none where there is none?"""

from datetime import date

import pytest

from practicum.exam.bank.alike import alike
from practicum.exam.bank.check import check_bank, summary
from practicum.exam.bank.cues import bank_cues
from practicum.exam.bank.read import read_bank

TODAY = date(2026, 11, 21)
LONG = "a key that explains itself with so many words that everybody sees it at once"


@pytest.fixture
def look(sound, write, blueprint, project):
    """Check a sound bank in which some fields of its first item, A1-001 (key: b), were changed."""

    def check(today=TODAY, more=(), **fields):
        bank = read_bank(write([sound[0] | {"key": "b"} | fields, *sound[1:], *more]))
        return check_bank(bank, blueprint, project, today)

    return check


def faults(found):
    return [(str(one.rule), one.items) for one in found if one.fault]


def test_is_nothing_found_in_a_sound_bank_but_kinds_that_it_does_not_use(look):
    found = look()
    assert faults(found) == []
    assert [one.sentence for one in found] == [
        f"No item is of the kind '{kind}'." for kind in ("multiple", "order", "match", "number", "judgement")
    ]


OPTIONS = {"a": "zap owl", "b": "elm fox", "c": "ivy cat", "d": "oak dog"}
REVIEW = {"by": "Ana", "date": "2026-11-01", "what": "content", "verdict": "accepted"}


@pytest.mark.parametrize(
    ("fields", "rule", "said"),
    [
        ({"rationale": ""}, "rationale", "no rationale"),
        ({"rationale": "The key is right, of course."}, "rationale", "too little"),
        ({"options": OPTIONS | {"b": LONG}}, "cue", "far longer"),
        ({"options": OPTIONS | {"d": "All of the above"}}, "cue", "refers to the others"),
        ({"options": OPTIONS | {"d": "Both a and b"}}, "cue", "refers to the others"),
        (
            {"options": {"a": "always owl", "b": "elm fox", "c": "never cat", "d": "only dog"}},
            "cue",
            "absolute word",
        ),
        ({"options": OPTIONS, "stem": "The first to be told is an"}, "cue", "'an'"),
        ({"options": OPTIONS, "stem": "The first to be told is a ..."}, "cue", "'a'"),
        ({"stem": " ".join(f"w{n}." for n in range(91))}, "reading", "91 words"),
        ({"stem": " ".join(f"w{n}" for n in range(36))}, "reading", "36 words"),
        ({"options": OPTIONS | {"a": " ".join("zyxwv"[n % 5] for n in range(31))}}, "reading", "31 words"),
        ({"valid_until": "2026-11-20"}, "stale", "was valid until 2026-11-20"),
        ({"source": ""}, "stale", "no source"),
        ({"source": "no-such-fact"}, "stale", "which there is not"),
        ({"source": "Z9: never"}, "stale", "Z9"),
        ({"reviews": [REVIEW]}, "status", "1 of 2 accepted content reviews"),
        ({"author": "Ana"}, "status", "1 of 2 accepted content reviews"),
        ({"difficulty": 0.95}, "status", "0.95"),
        ({"enemies": ["A1-002"]}, "enemies", "does not name"),
        ({"enemies": ["A1-999"]}, "enemies", "not in the bank"),
        ({"id": "A9-001", "competence": "A9"}, "coverage", "not in the framework"),
    ],
)
def test_is_a_flaw_found_and_named(fields, rule, said, look):
    found = [one for one in look(**fields) if one.fault and one.rule == rule]
    assert any(said in one.sentence for one in found), found


@pytest.mark.parametrize(
    "fields",
    [
        {"options": {"a": "always owl", "b": "never fox", "c": "never cat", "d": "only dog"}},
        {"options": OPTIONS | {"a": LONG}},
        {"options": {"a": "a dog", "b": "an owl", "c": "a cat", "d": "an elk"}, "stem": "Who is told first?"},
        {"valid_until": "2026-11-21", "jurisdiction": "FR"},
        {"source": "gplus-closed"},
        {"reviews": [], "status": "draft"},
        {"reviews": [], "status": "retired", "valid_until": "2020-01-01", "rationale": ""},
    ],
)
def test_is_what_is_no_flaw_left_alone(fields, look):
    assert [one for one in faults(look(**fields)) if one[0] != "coverage"] == []


def test_is_a_fact_that_nobody_has_looked_up_for_a_year_stale(look):
    found = look(source="gplus-closed", today=date(2028, 1, 1))
    assert ("stale", ("A1-001",)) in faults(found)


def test_do_too_few_items_of_an_area_fail_for_one_form_and_are_a_remark_for_two(
    sound, write, blueprint, project
):
    def of_area_i(keep):
        own = [one for one in sound if one["area"] == "I"]
        bank = read_bank(write([one for one in sound if one["area"] != "I"] + own[:keep]))
        found = check_bank(bank, blueprint, project, TODAY)
        return [one.fault for one in found if one.sentence.startswith("Area I ")]

    assert of_area_i(4) == []
    assert of_area_i(3) == [False, False]  # for each of the two certificates
    assert of_area_i(1) == [True, True]


def test_do_drafts_and_retired_items_cover_nothing(look):
    for status in ("draft", "retired"):
        assert any("A1 has 1 items" in one.sentence for one in look(status=status))


def test_is_an_item_that_many_have_seen_a_remark(look):
    assert any("30% of recent candidates" in one.sentence and not one.fault for one in look(exposure=0.3))


def copy(one, name, word):
    stem = " ".join([*one["stem"].split()[:-1], word])
    return one | {"id": name, "competence": "A1", "stem": stem}


def test_are_same_and_near_items_found_and_is_an_enemy_allowed_to_be_near(row, write):
    one = row("A1-001")
    other = row("A1-005")
    near = (
        other | {"stem": one["stem"], "options": one["options"]} | {"stem": one["stem"] + " " + other["stem"]}
    )

    def found(second):
        return [finding.sentence for finding in alike(read_bank(write([one, second])).items)]

    assert found(other) == []
    assert found(copy(one, "A1-005", one["stem"].split()[-1])) == ["A1-001 and A1-005 are the same item."]
    (said,) = found(near)
    assert "make them enemies" in said
    one = one | {"enemies": ["A1-005"]}
    assert found(near | {"enemies": ["A1-001"]}) == []


def test_is_a_bank_found_out_whose_keys_stand_in_one_place_or_are_the_longest(row, write):
    even = [row(f"A1-{number:03}") for number in range(1, 41)]
    assert list(bank_cues(read_bank(write(even)).items)) == []
    in_place = [one | {"key": "b"} for one in even]
    (placed,) = bank_cues(read_bank(write(in_place)).items)
    assert "b 40" in placed.sentence
    longest = [
        one | {"options": one["options"] | {one["key"]: one["options"][one["key"]] + " x"}} for one in even
    ]
    (long,) = bank_cues(read_bank(write(longest)).items)
    assert "In 100% of 40" in long.sentence
    assert len(long.items) == 40


def test_does_the_summary_count_faults_and_remarks(look, sound, write):
    bank = read_bank(write(sound))
    assert summary(bank, look(rationale="")) == "100 items: 1 fault, 5 remarks."
