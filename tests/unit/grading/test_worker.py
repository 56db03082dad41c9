"""Does a clean process mark hand-in after hand-in as if each were the only one, and outlive what hurts it?"""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from practicum.data import Tables
from practicum.errors import PracticumError
from practicum.evidence import record_answer
from practicum.grading import clean
from practicum.grading.clean import CleanProcess, ProcessEndedError, TooSlowError
from practicum.grading.job import End, Job, Rules, mark_job
from practicum.grading.made import marking_version
from practicum.grading.mark_submission import Marker, mark_submission

SLUG = "m90-toy"
TEXT = "We looked and we answer today."
HOSTILE = {
    "perfect": {"m90-1": 4.88, "m90-2": TEXT},
    "mistaken": {"m90-1": 7.31},
    "other mistake": {"m90-1": 0.0488},
    "words": {"m90-1": "__import__('os').system('exit')", "m90-2": "{{7*7}} %s {0.__class__}"},
    "huge": {"m90-1": "9" * 5000},
    "deep": b'{"format": "practicum-answers", "version": 1, "answers": ' + b"[" * 5000,
    "nan": b'{"format": "practicum-answers", "version": 1, "answers": {"m90-1": NaN}}',
    "pickle": b"\x80\x04cos\nsystem\n(S'touch owned'\ntR.",
    "blank": {},
}


@pytest.fixture
def folders(toy, released, tmp_path):
    """A folder of evidence for each hostile person, with a notebook that is hostile too."""
    made = {}
    for name, answers in HOSTILE.items():
        folder = tmp_path / "hand-ins" / name
        folder.mkdir(parents=True)
        if isinstance(answers, bytes):
            (folder / "answers.json").write_bytes(answers)
        else:
            for exercise, value in answers.items():
                record_answer(folder / "answers.json", exercise, value)
        (folder / f"{SLUG}.ipynb").write_text(json.dumps({"cells": [{"cell_type": "code", "source": name}]}))
        made[name] = folder
    return made


def rules(toy, **options):
    return Rules(str(toy.root), SLUG, marking_version(toy.root, SLUG), **options)


@pytest.fixture(autouse=True)
def _ended():
    yield
    clean.discard_all()


def test_no_hand_in_changes_the_marks_of_the_next(toy, folders):
    alone = {}
    for name, folder in folders.items():
        process = CleanProcess(rules(toy).document())
        alone[name] = process.ask(folder, 30)
        process.close()
    process = CleanProcess(rules(toy).document())
    for order in (sorted(folders), sorted(folders, reverse=True)):
        for name in order:
            assert process.ask(folders[name], 30) == alone[name], name
    process.close()
    assert alone["perfect"]["scores"] == {"m90-1": 4.0, "m90-2": 2.0, "m90-2-read": None}
    assert not list(toy.root.parent.rglob("owned"))


def test_a_definition_that_changes_its_tables_cannot_reach_other_marks(toy, folders):
    """The wrong ways are computed only when somebody went wrong: what they do must stay with them."""
    marking = toy.solutions / SLUG / "marking.py"
    text = marking.read_text().replace("return 4.88", "return float(tables['platforms'].shape[1])")
    spoil = "lambda tables: tables['platforms'].insert(0, 'spoiled', 1) or 7.31"
    marking.write_text(text.replace("lambda tables: 7.31", spoil))
    record_answer(folders["blank"] / "answers.json", "m90-1", float(Tables()["platforms"].shape[1]))
    marker = Marker(marking)
    assert marker.mark(folders["mistaken"])["m90-1"].facts["mistake"] == "average of ratios"
    assert marker.mark(folders["blank"])["m90-1"].facts["outcome"] == "right"
    assert "spoiled" not in marker.tables["platforms"].columns


PROBE = """
import io, json, os, random, signal, sys, threading
from pathlib import Path
from practicum.grading import worker
bench = worker.Bench(json.loads(sys.argv[1]))
def state():
    import numpy
    return {
        "environment": dict(os.environ), "folder": os.getcwd(), "path": list(sys.path),
        "modules": sorted(sys.modules), "threads": threading.active_count(),
        "random": repr(random.getstate()), "numpy": repr(numpy.random.get_state()),
        "signals": [repr(signal.getsignal(one)) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)],
        "files": sorted(os.listdir("/proc/self/fd")), "builtins": sorted(vars(__builtins__)),
        "limit": sys.getrecursionlimit(), "stdout": repr(sys.stdout), "umask": os.umask(0o22) ,
    }
folders = [Path(one) for one in sys.argv[2:]]
for one in folders:
    bench.answer(one)
before = state()
for one in reversed(folders):
    bench.answer(one)
after = state()
print(json.dumps([name for name in before if before[name] != after[name]]))
"""


def test_the_process_is_the_same_before_and_after_a_hand_in(toy, folders):
    """Nothing that a program can see of itself changes: environment, modules, files, threads, randomness."""
    document = json.dumps(rules(toy).document())
    command = [sys.executable, "-I", "-c", PROBE, document, *map(str, folders.values())]
    environment = {**os.environ, "PRACTICUM_ROOT": str(toy.root)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(
    ("place", "end"), [("os._exit(3)", End.CRASHED), ("while True: pass", End.TIMED_OUT)]
)
def test_a_hand_in_that_ends_or_hangs_the_process_costs_only_itself(toy, folders, place, end):
    """The trap springs on one text only, as a fault in a library would."""
    marking = toy.solutions / SLUG / "marking.py"
    marking.write_text(
        "import os, pathlib\nfrom practicum.grading import mark_submission\n"
        "read = mark_submission.read_answers\n"
        "def trapped(path):\n"
        f"    if pathlib.Path(path).parent.name == 'words':\n        {place}\n"
        "    return read(path)\n"
        "mark_submission.read_answers = trapped\n" + marking.read_text()
    )
    here = rules(toy, seconds=2.0)
    results = {name: mark_job(here, Job(name, str(folder))) for name, folder in folders.items()}
    assert {name: one.end for name, one in results.items()} == {
        name: end if name == "words" else End.MARKED for name in folders
    }
    assert results["words"].reason
    assert results["blank"].scores == {"m90-1": 0.0, "m90-2": 0.0, "m90-2-read": 0.0}


def test_a_process_that_somebody_ended_is_replaced_and_the_hand_in_marked(toy, folders):
    process = clean.clean_process(rules(toy).document())
    process.ready()
    killer = threading.Timer(0.0, os.kill, (process.pid, 9))
    killer.start()
    killer.join()
    result = mark_job(rules(toy), Job("perfect", str(folders["perfect"])))
    assert (result.end, result.scores["m90-1"]) == (End.MARKED, 4.0)


def test_the_errors_say_what_happened(toy, folders):
    process = CleanProcess(rules(toy).document())
    process.ready()
    os.kill(process.pid, 9)
    with pytest.raises(ProcessEndedError, match="-9"):
        process.ask(folders["blank"], 30)
    process.close()
    process = CleanProcess(rules(toy).document())
    process.ready()
    os.kill(process.pid, signal.SIGSTOP)  # or it may answer before anybody looks at the clock
    with pytest.raises(TooSlowError, match="did not end within 0 seconds"):
        process.ask(folders["blank"], 0.0)
    process.close()


def test_a_hand_in_that_is_gone_is_refused_by_name(toy, tmp_path):
    result = mark_job(rules(toy), Job("gone", str(tmp_path / "gone")))
    assert result.end is End.REFUSED
    assert "gone" in result.reason


def test_too_many_files_are_refused(toy, folders):
    for number in range(500):
        (folders["blank"] / f"{number}.txt").touch()
    result = mark_job(rules(toy), Job("many", str(folders["blank"])))
    assert result.end is End.REFUSED
    assert "400" in result.reason


def test_a_worker_with_other_rules_refuses_to_mark(toy, folders):
    with pytest.raises(PracticumError, match="not the ones this run was started with"):
        mark_job(Rules(str(toy.root), SLUG, "0" * 64, strict=True), Job("perfect", str(folders["perfect"])))


def test_a_notebook_of_very_many_cells_is_cut_and_keeps_ours(toy, folders, released):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "x"}] * 30_000
    (folders["blank"] / f"{SLUG}.ipynb").write_text(json.dumps({"cells": [*released.cells, *cells]}))
    result = mark_job(rules(toy), Job("many", str(folders["blank"])))
    notebook = json.loads(result.notebook)
    assert len(notebook["cells"]) == len(released.cells) - 1 + 2000  # its first cell has no id
    assert any("30001" in note for note in result.notes)


def test_marking_in_this_process_and_in_a_clean_one_agree(toy, folders, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(toy.root))
    result = mark_job(rules(toy), Job("mistaken", str(folders["mistaken"])))
    here = mark_submission(folders["mistaken"], toy.solutions / SLUG / "marking.py")
    assert {name: one.brief() for name, one in here.items()} == result.marks
