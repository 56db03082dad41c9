"""Is a dossier shown whole or in part, below a lesson's headings, in two voices?"""

import re

import pytest

from practicum.data import dossier
from practicum.data.organisations import KEYS
from practicum.errors import PracticumError
from practicum.learn import show_dossier
from practicum.learn.dossiers import dossier_html


@pytest.mark.parametrize("account", KEYS)
def test_do_headings_begin_below_those_of_a_lesson_and_skip_no_level(account):
    levels = [int(level) for level in re.findall(r"<h(\d)>", dossier_html(dossier(account)))]
    assert levels[0] == 3
    assert set(levels[1:]) == {4}


@pytest.mark.parametrize("account", KEYS)
def test_has_every_table_headings_with_a_scope_and_no_raw_mark_left(account):
    html = dossier_html(dossier(account))
    assert html.count("<th") == html.count('<th scope="col"') + html.count("<thead")
    assert not re.search(r"\*\*|^#|\|", re.sub(r"<[^>]+>", "", html), re.MULTILINE)


def test_is_html_in_a_dossier_shown_and_not_obeyed():
    assert "<script>" not in dossier_html("<script>alert(1)</script>")


def test_can_only_some_parts_be_shown(capsys):
    show_dossier("brindille", "Who may say what", "People")
    said = capsys.readouterr().out
    assert said.startswith("# Brindille")
    assert 0 < said.index("## Who may say what") < said.index("## People")
    assert "Past crises" not in said
    assert "**" not in said
    assert "|---" not in said


def test_is_the_whole_dossier_shown_when_no_part_is_named(capsys):
    show_dossier("lanterne")
    said = capsys.readouterr().out
    assert "## Clients" in said
    assert "## Accounts and keys" in said


def test_is_an_unknown_part_answered_with_the_parts_there_are():
    with pytest.raises(PracticumError) as caught:
        show_dossier("brindille", "Secrets")
    assert "Secrets" in caught.value.problem
    assert "Accounts and keys" in caught.value.next_step
