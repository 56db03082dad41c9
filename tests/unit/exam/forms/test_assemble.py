"""Does every form keep every constraint, are parallel forms parallel, and is it said why none can be made?"""

import json
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from practicum.errors import PracticumError
from practicum.exam.bank.read import read_bank
from practicum.exam.forms.assemble import assemble
from practicum.exam.forms.form import described, write_forms
from practicum.exam.forms.model import Order, information


@pytest.fixture
def make(write, blueprint):
    """Assemble forms from rows; return the bank and the forms."""

    def forms(rows, plan=blueprint, **order):
        bank = read_bank(write(rows))
        return bank, assemble(bank, plan, Order("cm", **order))

    return forms


def items(bank, names):
    return [bank.by_id[name] for name in names]


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def test_does_each_of_three_parallel_forms_keep_the_blueprint(rows, make, blueprint):
    rows = [one | {"exposure": 0.5} if one["id"].endswith("008") else one for one in rows]
    pilots = [
        one | {"id": f"{one['id'][:-1]}{n}"} for one in rows if one["status"] == "pilot" for n in (9, 0)
    ]
    bank, forms = make([one for one in rows if one["status"] != "pilot"] + pilots, forms=3)
    for form in forms:
        scored, pilot = items(bank, form.scored), items(bank, form.pilot)
        assert Counter(item.area for item in scored) == dict.fromkeys("ABCDEFGHIJ", 2) == form.areas
        assert {item.status for item in scored} == {"active"}
        assert [item.status for item in pilot] == ["pilot", "pilot"]
        assert all(item.exposure <= 0.2 for item in scored + pilot)
        for level, band in blueprint.levels.items():
            assert band.least <= form.levels[level] / 20 <= band.most
        assert mean(item.difficulty for item in scored) == pytest.approx(form.facility, abs=1e-4)
        assert 0.55 <= form.facility <= 0.75
        assert sum(item.minutes for item in scored + pilot) == form.minutes <= 30
    names = [item.id for form in forms for item in form.items]
    assert len(names) == len(set(names)) == 66
    for one, other in combinations(forms, 2):
        assert abs(one.facility - other.facility) <= 2 * blueprint.facility.apart + 1e-6
        assert all(abs(one.levels[level] - other.levels[level]) <= 1 for level in blueprint.levels)


def test_do_enemies_never_meet_even_where_one_is_only_tried_out(rows, make):
    pairs = {"A1-001": "A1-002", "B1-003": "B1-009", "C1-009": "D1-009"}
    pairs |= {other: one for one, other in pairs.items()}
    rows = [one | {"enemies": [pairs[one["id"]]]} if one["id"] in pairs else one for one in rows]
    for seed in "12345":
        _bank, (form,) = make(rows, seed=seed)
        here = {item.id for item in form.items}
        assert not any(name in here and pairs[name] in here for name in pairs)


def test_is_an_enemy_of_a_pilot_item_that_must_stand_in_the_form_left_out(rows, make):
    foes = [f"B1-{number:03}" for number in range(1, 7)]
    rows = [one for one in rows if one["status"] != "pilot" or one["id"] in {"B1-009", "C1-009"}]
    rows = [one | {"enemies": ["B1-009"]} if one["id"] in foes else one for one in rows]
    rows = [one | {"enemies": foes} if one["id"] == "B1-009" else one for one in rows]
    _bank, (form,) = make(rows)
    assert {name for name in form.scored if name.startswith("B")} == {"B1-007", "B1-008"}


def test_does_a_seed_decide_which_items_and_which_order(rows, make):
    _bank, first = make(rows, seed="a")
    assert make(rows, seed="a")[1] == first
    assert make(rows[::-1], seed="a")[1] == first
    _bank, (other,) = make(rows, seed="b")
    assert {item.id for item in other.items} != {item.id for item in first[0].items}
    assert list(first[0].scored) != sorted(first[0].scored)


def test_do_pilot_items_stand_anywhere_in_a_form(rows, make):
    places = {
        at
        for seed in "123456"
        for at, item in enumerate(make(rows, seed=seed)[1][0].items)
        if not item.scored
    }
    assert min(places) < 8
    assert max(places) > 13


def test_have_parallel_forms_equal_information_once_every_item_is_calibrated(rows, make, blueprint):
    def calibrated(one, at):
        return one | {"slope": 0.5 + 0.1 * (at * 7 % 13), "location": -1 + 0.2 * (at * 5 % 11)}

    exact = replace(blueprint, facility=replace(blueprint.facility, apart=0.01, information=0.002))
    known = [calibrated(one, at) if one["status"] == "active" else one for at, one in enumerate(rows)]
    known += [one | {"id": one["id"][:-1] + "0"} for one in rows if one["status"] == "pilot"]
    bank, forms = make(known, plan=exact, forms=3)
    sums = [sum(information(item, 0) for item in items(bank, form.scored)) for form in forms]
    assert [form.information for form in forms] == pytest.approx(sums, abs=1e-4)
    assert max(sums) / min(sums) <= 1.002 / 0.998 + 1e-4
    known[0] = {name: value for name, value in known[0].items() if name not in {"slope", "location"}}
    assert make(known, plan=exact)[1][0].information is None


def test_is_information_that_of_the_two_parameter_model(row, write):
    (item,) = read_bank(write([row(slope=2.0, location=1.0)])).items
    assert information(item, 1.0) == pytest.approx(1.0)  # 2 squared, times one half, times one half
    assert information(item, 3.0) == pytest.approx(information(item, -1.0))


def of_area(area, rows, **fields):
    return [one | fields if one["area"] == area else one for one in rows]


def few(area, rows, keep):
    return [one for one in rows if one["area"] != area or one["status"] == "pilot" or one["id"][-1] in keep]


def only_enemies(rows):
    enemies = {"C1-001": "C1-002", "C1-002": "C1-001"}
    return [
        one | {"enemies": [enemies[one["id"]]]} if one["id"] in enemies else one
        for one in few("C", rows, "12")
    ]


STOPPED = {
    "items of each area": (lambda rows: few("J", rows, "1"), "Area J: items needed 2, may be used 1"),
    "shares of the levels": (lambda rows: [one | {"level": "recall"} for one in rows], ""),
    "band of facility": (lambda rows: [one | {"difficulty": 0.85} for one in rows], ""),
    "the time": (lambda rows: [one | {"minutes": 2.0} for one in rows], ""),
    "too many have seen": (
        lambda rows: of_area("A", rows, exposure=0.5),
        "Area A: items needed 2, may be used 0",
    ),
    "pilot items": (
        lambda rows: [one for one in rows if one["status"] != "pilot"],
        "Pilot items: needed 2, may be used 0",
    ),
    "enemies kept apart": (only_enemies, ""),
}


@pytest.mark.parametrize("wish", STOPPED)
def test_is_it_said_which_wish_stands_in_the_way(wish, rows, make):
    change, short = STOPPED[wish]
    with pytest.raises(PracticumError) as refused:
        make(change(rows))
    assert refused.value.problem.startswith("No form of 'cm' can be made from this bank.")
    assert short in refused.value.problem
    assert wish in refused.value.problem.partition("without one of these wishes")[2]


def test_is_it_said_that_two_forms_cannot_be_without_a_common_item(rows, make):
    with pytest.raises(PracticumError, match="Area B: items needed 4, may be used 3") as refused:
        make(few("B", rows, "123"), forms=2)
    assert "no item in two forms" in refused.value.problem


def test_is_it_said_when_several_wishes_stand_in_the_way(rows, make):
    with pytest.raises(PracticumError, match="Leaving out a single wish does not help"):
        make([one | {"difficulty": 0.85, "minutes": 2.0} for one in rows])


def test_do_forms_share_only_as_many_items_as_is_allowed_and_only_where_they_must(rows, make):
    plenty = [*rows, *(one | {"id": one["id"][:-1] + "0"} for one in rows if one["status"] == "pilot")]

    def common(given):
        _bank, forms = make(given, forms=2, common=1)
        one, other = ({item.id for item in form.items} for form in forms)
        return one & other

    assert common(plenty) == set()
    assert len(common(few("B", plenty, "123"))) == 1
    with pytest.raises(PracticumError):
        make(few("B", plenty, "12"), forms=2, common=1)


def test_do_reviewed_items_stand_in_a_rehearsal_only(rows, make):
    reviewed = [one | {"status": "reviewed"} for one in rows]
    with pytest.raises(PracticumError, match="may be used 0"):
        make(reviewed)
    _bank, (form,) = make(reviewed, rehearsal=True)
    assert form.rehearsal
    assert "decides nothing" in described(form)
    for status in ("draft", "retired"):
        with pytest.raises(PracticumError):
            make([one | {"status": status} for one in rows], rehearsal=True)


def test_does_a_written_form_hold_no_key_and_no_question(rows, make, tmp_path):
    bank, forms = make(rows)
    (path,) = write_forms(forms, tmp_path / "forms")
    text = path.read_text(encoding="utf-8")
    plain = json.loads(text)
    assert [item["id"] for item in plain["items"]] == [item.id for item in forms[0].items]
    assert plain["bank"] == bank.digest
    assert not any(part in text for item in bank.items for part in (item.stem, *item.options.values()))


def test_are_orders_that_make_no_sense_refused(rows, write, blueprint):
    bank = read_bank(write(rows))
    with pytest.raises(PracticumError, match="no certificate 'expert'"):
        assemble(bank, blueprint, Order("expert"))
    for wrong in (Order("cm", forms=0), Order("cm", common=-1)):
        with pytest.raises(PracticumError, match="At least one form"):
            assemble(bank, blueprint, wrong)


def test_does_the_form_follow_the_blueprint_and_not_a_fixed_size(rows, make, blueprint):
    smaller = replace(blueprint, form=replace(blueprint.form, scored=10, pilot=0))
    _bank, (form,) = make(rows, plan=smaller)
    assert (len(form.scored), len(form.pilot)) == (10, 0)
