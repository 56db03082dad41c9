"""The families of the demonstration bank, read once."""

from pathlib import Path

import pytest

from practicum.exam.families import read_families
from practicum.marking.definitions import import_definitions

BANK = Path(__file__).resolve().parents[4] / "exam" / "demo-bank"


@pytest.fixture(scope="session")
def every():
    """All families of the bank, by id."""
    return read_families(BANK)


@pytest.fixture
def house(family):
    """What the marking of a test's family calls its house."""
    return import_definitions(family.folder / "marking.py").HOUSE
