"""Are marks the same after any crash, with any number of workers, and is nothing marked twice?"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from practicum.errors import PracticumError
from practicum.evidence import files
from practicum.exam.bank.seal import make_key, seal_bank
from practicum.exam.marks import run
from practicum.exam.marks.record import marks_path, texts_path
from practicum.exam.marks.run import UNCHANGED, mark_sitting
from practicum.exam.marks.worker import Bench
from practicum.exam.sitting import read_sitting
from practicum.grading.clean import CleanProcess

POINTS = 200


def contents(folder):
    """Return every file that marking makes, temporary ones included, locks aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for place in ("marks", "reading")
        for path in sorted((folder / place).rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


@pytest.fixture
def answers(ready):
    """What workers answered, by candidate, so that a run need not start any."""
    from practicum.exam.marks.record import read_marks, read_texts

    found = {}
    for code in ready.codes:
        waiting = [vars(one) for one in read_texts(ready.folder, code)[1]]
        found[code] = {"marks": read_marks(ready.folder, code), "waiting": waiting, "faults": []}
    return found


@pytest.fixture
def here(answers, monkeypatch):
    """Let jobs end at once, here."""

    def side_by_side(_function, jobs, _lost, **_options):
        for code in jobs:
            yield run._Result(code, run.End.MARKED, "", answers[code])

    monkeypatch.setattr(run, "side_by_side", side_by_side)


def test_a_second_run_marks_nothing_and_a_damaged_file_is_made_anew(ready, here):
    before = contents(ready.folder)
    assert {one.end for one in mark_sitting(ready.sitting, ready.rules)} == {UNCHANGED}
    first, second, third = ready.codes[:3]
    marks_path(ready.folder, first).write_bytes(before[f"marks/{first}.json"][:-30])
    texts_path(ready.folder, second).unlink()
    marks_path(ready.folder, third).write_bytes(b"{}")
    ends = {one.code: one.end for one in mark_sitting(ready.sitting, ready.rules)}
    assert {code for code, end in ends.items() if end == "marked"} == {first, second, third}
    assert contents(ready.folder) == before


def test_another_version_of_the_rules_and_another_bundle_are_marked_again(ready, here):
    code = ready.codes[0]
    path = ready.folder / "received" / f"{code}.zip"
    path.write_bytes(path.read_bytes() + b" ")
    ends = {one.code: one.end for one in mark_sitting(ready.sitting, ready.rules)}
    assert [name for name, end in ends.items() if end == "marked"] == [code]
    other = run.Rules(**{**vars(ready.rules), "marking": "0" * 64})
    assert {one.end for one in mark_sitting(ready.sitting, other)} == {"marked"}


class Crash(BaseException):
    """The machine stops here."""


@pytest.mark.slow
def test_a_crash_at_any_of_200_points_of_writing_loses_nothing_and_doubles_nothing(
    raw, marked, here, monkeypatch
):
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # it costs time and shows nothing here
    whole = contents(marked.place / marked.id)
    luck = random.Random(6)  # noqa: S311  only a test
    for _point in range(POINTS):
        for place in ("marks", "reading"):
            shutil.rmtree(raw.folder / place)
            (raw.folder / place).mkdir()
        left = luck.randrange(len(raw.codes) * 6)

        def step(real, *arguments, _left=[left], **named):  # noqa: B006  one count for each point
            _left[0] -= 1
            if _left[0] < 0:
                raise Crash
            return real(*arguments, **named)

        with monkeypatch.context() as patch:
            for name, where in (("fsync", os), ("replace", files.os), ("sync_folder", files)):
                real = getattr(where, name)
                patch.setattr(where, name, lambda *a, _real=real, _step=step, **k: _step(_real, *a, **k))
            with pytest.raises(Crash):
                list(mark_sitting(raw.sitting, raw.rules))
        after = contents(raw.folder)
        assert {name: after[name] for name in after if not name.endswith(".tmp")}.items() <= whole.items()
        ends = [one.end for one in mark_sitting(raw.sitting, raw.rules)]
        assert sorted({*ends}) in (["marked"], ["marked", UNCHANGED])
        assert contents(raw.folder) == whole


@pytest.mark.slow
def test_a_run_that_is_killed_is_run_again_and_gives_the_same_bytes(raw, made, marked):
    from_where = raw.rules.examination
    command = [
        sys.executable, "-m", "practicum", "exam", "mark", str(raw.folder), "--bank", str(made.bank),
        "--examination", from_where, "--workers", "1",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list((raw.folder / "marks").glob("*.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    for path in (raw.folder / "marks").glob("*.json"):
        assert path.read_bytes() == marks_path(marked.place / marked.id, path.stem).read_bytes()
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1  # one rule fails
    assert contents(raw.folder).items() >= contents(marked.place / marked.id).items()


def test_a_worker_that_is_killed_costs_no_mark(raw, marked, monkeypatch):
    asked, ask = [], CleanProcess.ask

    def killing(process, folder, seconds):
        asked.append(folder)
        if len(asked) == 3:
            os.kill(process.pid, signal.SIGKILL)
        return ask(process, folder, seconds)

    monkeypatch.setattr(CleanProcess, "ask", killing)
    done = list(mark_sitting(raw.sitting, raw.rules, workers=1))
    assert {one.end for one in done} == {"marked"}
    assert len(asked) == len(raw.codes) + 1
    assert contents(raw.folder) == contents(marked.place / marked.id)


def test_a_bundle_that_was_altered_after_receipt_is_refused_and_the_others_are_marked(raw, marked):
    code = raw.codes[4]
    path = raw.folder / "received" / f"{code}.zip"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    done = {one.code: one for one in mark_sitting(raw.sitting, raw.rules, workers=1)}
    assert done[code].end == "refused"
    assert f"{code}.zip" in done[code].reason
    assert not marks_path(raw.folder, code).exists()
    whole = contents(marked.place / marked.id)
    assert contents(raw.folder) == {name: content for name, content in whole.items() if code not in name}


def test_one_program_at_a_time_marks_a_sitting(ready, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    with files.locked(ready.folder / "marks" / "run"), pytest.raises(PracticumError, match="Another window"):
        list(mark_sitting(ready.sitting, ready.rules))


def test_workers_with_other_rules_refuse_to_mark(raw):
    rules = run.Rules(**{**vars(raw.rules), "marking": "0" * 64})
    with pytest.raises(PracticumError, match="not the ones that marking was started with"):
        Bench(rules.document())


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(raw, marked):
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        done = list(mark_sitting(raw.sitting, raw.rules, cluster=cluster.scheduler_address))
    assert {one.end for one in done} == {"marked"}
    assert contents(raw.folder) == contents(marked.place / marked.id)


def test_only_candidates_of_the_sitting_are_marked(ready):
    shutil.copy(ready.folder / "received" / f"{ready.codes[0]}.zip", ready.folder / "received" / "X-1.zip")
    assert run.received(read_sitting(ready.folder)) == sorted(ready.codes)


def test_a_sealed_bank_is_marked_by_the_same_rules_as_the_open_one(raw, made, tmp_path):
    key = tmp_path / "key.txt"
    sealed = tmp_path / "sealed"
    seal_bank(made.bank, sealed, [make_key(key)])
    rules = run.rules_of(raw.sitting, sealed, Path(raw.rules.examination), key)
    assert rules.marking == raw.rules.marking
    code = raw.codes[0]
    mine = Bench(rules.document()).answer(raw.folder / "received" / f"{code}.zip")["marks"]
    assert mine == Bench(raw.rules.document()).answer(raw.folder / "received" / f"{code}.zip")["marks"]
    with pytest.raises(PracticumError, match="sealed"):
        run.rules_of(raw.sitting, sealed, Path(raw.rules.examination))
