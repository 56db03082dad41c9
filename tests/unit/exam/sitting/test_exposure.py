"""Does an item's exposure count everybody who met it, over all sittings that are named?"""

from types import SimpleNamespace

from practicum.exam.sitting.exposure import exposures


def sitting(forms):
    """Return a sitting in which each form, named by its items, was sat by so many."""
    seats = [form for form, count in forms.items() for _ in range(count)]
    return SimpleNamespace(
        candidates={str(n): SimpleNamespace(form=form) for n, form in enumerate(seats)},
        form=lambda name: SimpleNamespace(items=[SimpleNamespace(id=item) for item in name.split("+")]),
    )


def test_is_an_item_seen_by_those_whose_form_it_stood_in():
    assert exposures([sitting({"A1+B1": 3, "B1+C1": 1})]) == {"A1": 0.75, "B1": 1.0, "C1": 0.25}


def test_do_all_named_sittings_count_together():
    assert exposures([sitting({"A1": 1}), sitting({"B1": 3})]) == {"A1": 0.25, "B1": 0.75}
    assert exposures([]) == {}
