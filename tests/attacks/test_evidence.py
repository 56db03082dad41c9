"""Does hostile evidence get a mark it did not earn, stop the grader, or act on whoever opens a page?

How each format is read is proven in `tests/unit/evidence`. Here a whole cohort of attackers is graded in one
run, with bounded memory, beside one honest learner.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from practicum.grading.report.exports import exported
from practicum.grading.report.read import read_cohort
from practicum.project import Project

pytestmark = pytest.mark.slow
SLUG = "m90-toy"
MEMORY = 3 * 2**30
GRADE = f"""\
import json, resource
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from practicum.grading.cohort import Options, grade
from practicum.project import Project
done = grade("m90", Project.find(), Options(jobs=2))
print(json.dumps({{x.student: [x.state.value, x.score, x.problems, str(x.feedback)] for x in done}}))
"""
SHEET = '{"format":"practicum-answers","version":1,"answers":{%s}}'
ENTRY = '"%s":{"value":%s,"at":"2026-11-03T12:00:00Z","via":"notebook"}'


def sheet(value, name="m90-1"):
    return (SHEET % (ENTRY % (name, value))).encode()


RIGHT = sheet("4.88")
FORMULA = "=1+1"
MARKUP = "<script>steal()</script>"
READ_AS_MARKUP = ("text/html", "text/markdown", "image/svg+xml")
# Name: what it tries, the bytes of answers.json, and words of the sentence that the learner gets.
HOSTILE = {
    "not-utf8": ("hides an answer in another encoding", RIGHT.decode().encode("utf-16"), "NUL bytes"),
    "broken-utf8": ("hides an answer in broken text", RIGHT + b"\xff", "not UTF-8"),
    "nul-bytes": ("hides an answer behind NUL bytes", RIGHT + b"\x00" * 4096, "NUL bytes"),
    "not-a-number": ("answers NaN, which no comparison refuses", sheet("NaN"), "not a number"),
    "infinity": ("answers with infinity", sheet("1e999"), "not a number"),
    "5000-digits": ("answers with 5,000 digits, slow to read", sheet("9" * 5000), "larger than"),
    "nested-100000-deep": (
        "overflows the reader's stack",
        sheet("[" * 100_000 + "]" * 100_000),
        "nested",
    ),
    "doubled-key": ("gives a wrong and a right value in one answer", sheet('9.02,"value":4.88'), "twice"),
    "doubled-exercise": (
        "answers one exercise twice",
        (SHEET % (ENTRY % ("m90-1", "9.02") + "," + ENTRY % ("m90-1", "4.88"))).encode(),
        "twice",
    ),
    "date-for-a-number": ("answers with a date", sheet('"2026-04-08"'), "2026-04-08"),
    "yes-for-a-number": ("answers true, which Python counts as 1", sheet("true"), "true"),
    "two-numbers": ("answers with a wrong and the right number", sheet('"9.02 or 4.88"'), "9.02 or 4.88"),
    "formula-for-a-number": ("answers with a formula to be computed", sheet('"=4.8+0.08"'), "=4.8+0.08"),
    "look-alike-id": ("answers under an id of look-alike letters", sheet("4.88", "\uff4d90-1"), "not the id"),
    "lone-surrogate": ("answers with text that no file can hold", sheet(r'"\ud800"', "m90-2"), "cannot be"),
    "from-the-future": (
        "names a version that nobody knows",
        RIGHT.replace(b'"version":1', b'"version":99'),
        "newer edition",
    ),
    "another-format": (
        "sends a decision log as answers",
        b'{"format":"practicum-log","version":1}',
        "format",
    ),
}
ATTACKS = [
    pytest.param(name, words, id=f"answers-{name}", marks=pytest.mark.attack(tries))
    for name, (tries, _content, words) in HOSTILE.items()
]


@pytest.fixture(scope="module")
def graded(toy_master, tmp_path_factory):
    """All attackers and one honest learner, graded in one run: the project, and what became of each."""
    root = tmp_path_factory.mktemp("evidence") / "course"
    shutil.copytree(toy_master.root, root)
    released = root / "assignments" / SLUG / f"{SLUG}.ipynb"

    def hand_in(student, content=None):
        folder = root / "submitted" / student / SLUG
        folder.mkdir(parents=True)
        shutil.copyfile(released, folder / released.name)
        if content is not None:
            (folder / "answers.json").write_bytes(content)
        return folder / "answers.json"

    for name, (_tries, content, _words) in HOSTILE.items():
        hand_in(name, content)
    honest = hand_in("zz-honest", RIGHT)
    hand_in("symlink").symlink_to(honest)
    os.mkfifo(hand_in("pipe"))
    hand_in("million", (SHEET % ",".join(ENTRY % (f"x{n}", n) for n in range(1_000_000))).encode())
    hand_in(FORMULA, sheet("9.02"))
    hand_in("markup", sheet(json.dumps(f"{MARKUP} We looked at it."), "m90-2"))
    before = os.times()
    environment = {**os.environ, "PRACTICUM_ROOT": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", GRADE],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert not done.returncode, done.stderr
    assert "Traceback" not in done.stderr
    after = os.times()
    assert after.children_user - before.children_user < 60  # seconds of processor time
    return Project(root), json.loads(done.stdout)


def earned_nothing(graded, student, words):
    state, score, problems, feedback = graded[1][student]
    page = Path(feedback).read_text(encoding="utf-8")
    assert (state, score, problems) == ("graded", 0.0, [])
    assert words in page
    assert "Traceback" not in page


@pytest.mark.parametrize(("student", "words"), ATTACKS)
def test_hostile_answers_earn_nothing_and_get_a_sentence(graded, student, words):
    earned_nothing(graded, student, words)


@pytest.mark.attack("hands in a link to the answers of another learner")
def test_answers_symlink(graded):
    earned_nothing(graded, "symlink", "is a link to another file")


@pytest.mark.attack("hands in a pipe, at which a reader waits for ever")
def test_answers_pipe(graded):
    earned_nothing(graded, "pipe", "not an ordinary file")


@pytest.mark.attack("sends a million answers, 66 megabytes")
def test_answers_million(graded):
    state, score, problems, _page = graded[1]["million"]
    assert (state, score) == ("refused", None)
    assert "larger than" in problems[0]


@pytest.mark.attack("is called like a formula, for the spreadsheet of marks")
def test_formula_in_a_name(graded):
    project, marks = graded
    assert marks[FORMULA][1] == 0.0
    cohort = read_cohort("m90", project)
    for name in ("csv", "canvas", "moodle"):
        cells = [cell for row in csv.reader(io.StringIO(exported(cohort, name))) for cell in row]
        assert any(cell.endswith(FORMULA) for cell in cells)
        assert not [
            cell for cell in cells if cell.lstrip("\ufeff").startswith(("=", "+", "-", "@", "\t", "\r"))
        ]


@pytest.mark.attack("puts a script into a text, for who reads it")
def test_script_in_a_text(graded):
    project, marks = graded
    page = Path(marks["markup"][3]).read_text(encoding="utf-8")
    notebook = (project.root / "autograded" / "markup" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
    shown = [page]
    for cell in json.loads(notebook)["cells"]:
        shown += ["".join(cell["source"])] if cell["cell_type"] == "markdown" else []
        for output in cell.get("outputs", []):
            shown += ["".join(value) for media, value in output["data"].items() if media in READ_AS_MARKUP]
    assert any("steal()" in text for text in shown)
    assert not [text for text in shown if MARKUP in text]


def test_the_honest_learner_beside_them_gets_the_whole_mark(graded):
    assert graded[1]["zz-honest"][:3] == ["graded", 4.0, []]
