"""Is the demonstration bank fit for use, and can the forms be made that it was written for?"""

from collections import Counter

import pytest

from practicum.exam.bank.check import check_bank
from practicum.exam.bank.item import Kind, Status
from practicum.exam.bank.read import read_bank
from practicum.exam.forms.assemble import assemble
from practicum.exam.forms.model import Order
from practicum.exam.scheme import read_examination
from practicum.project import Project


@pytest.fixture(scope="module")
def bank(repository):
    return read_bank(repository / "exam" / "demo-bank")


@pytest.fixture(scope="module")
def blueprint(repository):
    return read_examination(repository / "exam").blueprint


def test_has_the_bank_no_fault_on_the_day_of_its_last_review(bank, blueprint, repository):
    last = max(review.date for item in bank.items for review in item.reviews)
    found = check_bank(bank, blueprint, Project(repository), last)
    assert [one.sentence for one in found if one.fault] == []


def test_are_there_at_least_160_reviewed_items_of_every_kind(bank):
    assert sum(item.status is Status.REVIEWED for item in bank.items) >= 160
    assert {item.kind for item in bank.items} == set(Kind)


def test_is_no_public_item_ever_called_active(bank):
    """Who can read the bank can learn it: a public item trains and shows, and decides nothing."""
    assert not {item.status for item in bank.items} & {Status.PILOT, Status.ACTIVE, Status.WATCHED}


@pytest.mark.parametrize("certificate", ["cm", "smm"])
def test_can_two_equal_forms_without_a_common_item_be_made_for_a_rehearsal(certificate, bank, blueprint):
    forms = assemble(bank, blueprint, Order(certificate, forms=2, rehearsal=True))
    for form in forms:
        areas = Counter(bank.by_id[name].area for name in form.scored)
        assert areas == blueprint.items_by_area(certificate)
        assert len(form.pilot) == 6
    assert not {item.id for item in forms[0].items} & {item.id for item in forms[1].items}
    assert abs(forms[0].facility - forms[1].facility) <= 0.005 + 1e-4  # as rounded
