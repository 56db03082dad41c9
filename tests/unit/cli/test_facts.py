"""Does `practicum facts` name what nobody has looked up for a year, and does its exit code say so?"""

import sys

import pytest

from practicum import cli
from practicum.project import Project

FACTS = """
[[fact]]
key = "{key}"
kind = "law"
statement = "It is so."
jurisdiction = "FR"
source = "A court"
source_date = "2015"
checked = {checked}
confirmed = true
note = ""
"""


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.toml").write_text("module = []", encoding="utf-8")
    facts = FACTS.format(key="old", checked="2024-01-01") + FACTS.format(key="new", checked="2026-01-01")
    (tmp_path / "course" / "facts.toml").write_text(facts, encoding="utf-8")
    monkeypatch.setenv("PRACTICUM_ROOT", str(tmp_path))

    def asked(*words):
        monkeypatch.setattr(sys, "argv", ["practicum", "facts", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, capsys.readouterr()

    return asked


def test_is_everything_fresh_exit_code_0(ask):
    code, said = ask("--today", "2024-12-31")
    assert (code, said.out) == (0, "All 2 facts were looked up within twelve months.\n")


def test_are_old_facts_named_with_their_day_and_exit_code_1(ask):
    code, said = ask("--today", "2026-06-01")
    assert code == 1
    assert "2024-01-01  old: A court" in said.out
    assert "1 of 2 facts was last looked up" in said.out
    assert "new:" not in said.out
    assert ask("--today", "2027-06-01")[1].out.count("A court") == 2


def test_is_the_day_today_by_default(ask):
    code, said = ask()
    assert code == 1
    assert "old:" in said.out


def test_is_a_broken_file_one_sentence_and_exit_code_2(ask):
    (Project.find().course / "facts.toml").write_text("fact = 7", encoding="utf-8")
    code, said = ask("--today", "2026-06-01")
    assert code == 2
    assert "facts.toml cannot be used" in said.err
    assert "Traceback" not in said.err
