"""Do the verbs that write a page write it, and say in a sentence where they cannot?"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from practicum.authoring.access import html_problems
from practicum.cli import app
from practicum.evidence import record_answer

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(REPOSITORY))
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_is_a_lesson_written_as_a_clean_page(work):
    done = run("page", "m00")
    path = work / "m00-getting-started" / "lesson.html"
    assert done.exit_code == 0, done.output
    assert str(path) in done.output.replace("\n", "")
    assert html_problems(path.read_text(encoding="utf-8")) == []


def test_is_a_module_without_a_lesson_a_sentence_that_names_those_that_have_one(work):
    done = run("page", "m12")
    assert done.exit_code == 2
    assert "m12 has no lesson yet" in done.output
    assert "m00" in done.output


def test_is_the_portfolio_written_without_what_is_left_out(work, tmp_path):
    (work / "m00-getting-started").mkdir(parents=True)
    for number in ("m00-1", "m00-2"):
        record_answer(work / "m00-getting-started" / "answers.json", number, "3", via="form")
    to = tmp_path / "mine.html"
    done = run("portfolio", "--to", to, "--name", "Bo", "--leave-out", "m00-2")
    assert done.exit_code == 0, done.output
    assert "holds one piece" in done.output
    assert "Portfolio of Bo" in to.read_text(encoding="utf-8")


def test_is_an_empty_portfolio_no_file(work):
    done = run("portfolio")
    assert done.exit_code == 2
    assert "nothing to show yet" in done.output
    assert not (work / "portfolio.html").exists()
