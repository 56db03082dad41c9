"""Do the stylised facts hold? 2,000 keyed seeds, about a minute."""

from __future__ import annotations

import pytest

from practicum.drill.community.report import facts


@pytest.fixture(scope="module")
def table_of_facts():
    """Every fact, measured once."""
    return list(facts(2_000))


@pytest.mark.slow
def test_every_stylised_fact_holds(table_of_facts):
    assert [(fact.name, fact.asked, fact.measured) for fact in table_of_facts if not fact.holds] == []


@pytest.mark.slow
def test_facts_1_to_25_are_asked(table_of_facts):
    asked = {"".join(filter(str.isdigit, fact.name.split()[0])) for fact in table_of_facts}
    assert asked == {str(number) for number in range(1, 26)}
