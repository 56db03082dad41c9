"""Is a table read as it is meant or refused by name, and does the report say everything in words?"""

import csv
import subprocess
import sys

import numpy as np
import pytest
from typer.testing import CliRunner

from practicum.authoring.access import html_problems
from practicum.cli import app
from practicum.errors import PracticumError
from practicum.exam.psychometrics.page import statistics_paper, write_report
from practicum.exam.psychometrics.report import statistics
from practicum.exam.psychometrics.responses import Responses, parse_responses, read_responses, simulated

GOOD = "person,group,minutes,q1,q2,q3\nKEY,,,a,,c\nana,x,61,a,0.5,b\nbo,y,,d,1,\n"


def test_are_scores_options_groups_and_gaps_read_as_meant():
    found = parse_responses(GOOD, "t.csv")
    assert found.persons == ("ana", "bo")
    assert found.keys == {"q1": "a", "q3": "c"}
    np.testing.assert_array_equal(found.matrix, [[1, 0.5, 0], [0, 1, np.nan]])
    assert found.chosen.tolist() == [["a", "", "b"], ["d", "", ""]]
    assert found.groups == ("x", "y")
    np.testing.assert_array_equal(found.minutes, [61, np.nan])
    assert found.totals.tolist() == [1.5, 1]
    assert parse_responses(GOOD.replace(",", ";"), "t.csv").persons == ("ana", "bo")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "first line"),
        ("name,q1\nana,1\n", "first line"),
        ("person,q1,q1\nana,1,1\nbo,1,0\n", "each question once"),
        ("person,q1,q2\nana,1\nbo,1,0\n", "Line 2 has 2 cells"),
        ("person,q1,q2\nana,1,1\nana,1,0\n", "ana has two rows"),
        ("person,q1,q2\nana,1,7\nbo,1,0\n", "ana has 7 on q2"),
        ("person,q1,q2\nana,1,yes\nbo,1,0\n", "“yes” in column q2"),
        ("person,q1,q2\nana,1,inf\nbo,1,0\n", "“inf” in column q2"),
        ("person,q1,q2\nKEY,a,b\nKEY,a,b\nana,a,b\nbo,a,b\n", "Two rows are called KEY"),
        ("person,q1,q2\nana,1,1\n", "two candidates"),
    ],
)
def test_is_a_table_that_cannot_be_used_refused_by_name(text, said):
    with pytest.raises(PracticumError, match=said) as refused:
        parse_responses(text, "t.csv")
    assert refused.value.next_step


def test_is_a_file_that_is_no_text_refused(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"person,q1\nan\xe9,1\n")
    for name in ("t.csv", "none.csv"):
        with pytest.raises(PracticumError, match="UTF-8"):
            read_responses(tmp_path / name)


@pytest.fixture(scope="module")
def sitting():
    found = simulated(120, np.linspace(-1.5, 1, 24), seed=30)
    wrong = np.random.default_rng(30).choice(list("bc"), size=found.matrix.shape)
    chosen = np.where(found.matrix == 1, "a", wrong)
    groups = tuple("north" if n % 3 else "south" for n in range(120))
    keys = dict.fromkeys(found.items, "a")
    return Responses(found.matrix, found.persons, found.items, chosen, keys, groups, np.full(120, 70.0))


def test_is_the_page_accessible_offline_and_whole(sitting):
    page = statistics_paper(statistics(sitting, 15), "Statistics of a <form>").html()
    assert html_problems(page) == []
    assert "a &lt;form&gt;" in page
    assert "<script" not in page
    for word in (
        "Decision consistency",
        "Infit",
        "The groups are too small",
        "Too few: 120 candidates, and 500",
    ):
        assert word in page


def test_is_the_same_sitting_told_the_same_twice(sitting, tmp_path):
    first, second = (write_report(statistics(sitting, 15), tmp_path / name, "S") for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert {path.name for path in first} >= {
        "statistics.html",
        "marks.csv",
        "items.csv",
        "options.csv",
        "rasch.csv",
    }
    with (tmp_path / "a" / "items.csv").open(encoding="utf-8-sig") as lines:
        assert [row["Question"] for row in csv.DictReader(lines)] == list(sitting.items)


def test_does_the_verb_write_the_report_and_refuse_with_a_next_step(sitting, tmp_path):
    path = tmp_path / "spring.csv"
    rows = [
        ["person", *sitting.items],
        *([person, *row] for person, row in zip(sitting.persons, sitting.matrix, strict=True)),
    ]
    path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    done = CliRunner().invoke(app, ["exam-stats", "report", str(path), "--cut", "15"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "spring-statistics" / "statistics.html").exists()
    assert "No groups were named" in done.output
    refused = CliRunner().invoke(app, ["exam-stats", "report", str(path), "--cut", "99"])
    assert refused.exit_code == 2
    assert "99 points on a form of 24" in refused.output


@pytest.mark.parametrize("count", [2, 12, 45, 150])
def test_does_a_sitting_of_guesses_get_a_report_and_no_praise(count):
    guesses = np.random.default_rng(count).integers(0, 2, (count, 12)).astype(float)
    guesses[0], guesses[1] = 0, [1] + [0] * 11  # nobody can be told apart, and one question is nearly empty
    people, names = tuple(f"p{n}" for n in range(count)), tuple(f"q{n}" for n in range(12))
    found = statistics(Responses(guesses, people, names), 6)
    assert html_problems(statistics_paper(found, "Guesses").html()) == []
    assert "are reliable enough" not in found.reliability.sentence


def test_does_the_course_start_without_scipy_and_say_what_exams_need():
    script = (
        "import sys; sys.modules['scipy'] = None\n"
        "import practicum.cli\n"
        "assert not any(name.startswith('practicum.exam') for name in sys.modules)\n"
        "from practicum.errors import PracticumError\n"
        "try:\n    import practicum.exam.psychometrics.report\n"
        "except PracticumError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "need SciPy" in done.stdout
    assert "practicum[exam]" in done.stdout
