"""Is every word of the trade explained, found under all its names, and never half-explained?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from practicum.errors import PracticumError
from practicum.learn import glossary, term
from practicum.learn.glossary import read_glossary
from practicum.project import Project

REPOSITORY = Project(Path(__file__).resolve().parents[3])
TERMS = read_glossary(REPOSITORY)


@pytest.fixture
def words(project):
    shutil.copy(REPOSITORY.course / "glossary.toml", project.course)
    return project


@pytest.mark.parametrize("entry", TERMS, ids=lambda entry: entry.name)
def test_is_every_entry_a_sentence_and_at_home_in_a_module(entry):
    for text in filter(None, (entry.meaning, entry.computed, entry.confusion)):
        assert text[0].isupper() or text.startswith("“")
        assert text.endswith(".")
    assert REPOSITORY.module(entry.module).status == "open"


def test_does_every_name_lead_to_one_entry():
    names = [name.casefold() for entry in TERMS for name in (entry.name, *entry.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["engagement rate", "  Engagement by Reach ", "CTR"])
def test_is_a_word_found_under_any_of_its_names(words, capsys, name):
    term(name)
    assert "denominator" in capsys.readouterr().out.lower() or name == "CTR"


def test_is_an_unknown_word_answered_by_its_neighbours(words):
    with pytest.raises(PracticumError) as caught:
        term("engagment rate")
    assert "engagement rate" in caught.value.next_step
    with pytest.raises(PracticumError) as caught:
        term("zzzz")
    assert "glossary()" in caught.value.next_step


def test_does_the_glossary_list_every_word_in_order(words, capsys):
    glossary()
    said = capsys.readouterr().out
    entries = said.split("\n\n")
    assert [entry.partition(":")[0] for entry in entries] == [entry.name for entry in TERMS]


def test_is_a_damaged_glossary_a_sentence(project):
    (project.course / "glossary.toml").write_text("[[term]]\nnme = 'x'\n", encoding="utf-8")
    with pytest.raises(PracticumError, match="is not a glossary"):
        term("reach")
