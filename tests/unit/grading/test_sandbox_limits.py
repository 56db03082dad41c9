"""Does every limit hold, and does a run end with a reason whatever the notebook does?"""

import gc
import os
import tempfile
import time
from pathlib import Path

import nbformat
import pytest

from practicum.grading.sandbox.limits import Limits
from practicum.grading.sandbox.watch import Census

MIB = 2**20
AFTER = "print('next one')"


@pytest.mark.parametrize(
    ("source", "limits", "error"),
    [
        ("while True:\n    pass", {"cell": 2}, "stopped after"),
        ("import time\ntime.sleep(60)", {"cell": 2}, "stopped after"),
        ("data = bytearray(400 * 2**20)", {"memory": 300 * MIB}, "MemoryError"),
        ("import mmap\nmmap.mmap(-1, 400 * 2**20)", {"memory": 300 * MIB}, "allocate memory"),
        ("open('big', 'wb').write(bytes(3 * 2**20))", {"file": 2 * MIB}, "File too large"),
        (
            "for n in range(20):\n    open(f'{n}', 'wb').write(bytes(2**20))",
            {"disk": 8 * MIB},
            "No space left",
        ),
        ("for n in range(10_000):\n    open(f'{n}', 'w').close()", {}, "No space left"),
        ("held = [open('/dev/null') for n in range(300)]", {"files": 200}, "Too many open files"),
        ("def f():\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print('too deep')", {}, "too deep"),
    ],
    ids=["loop", "sleep", "memory", "shared-memory", "file", "disk", "inodes", "open-files", "recursion"],
)
def test_beyond_a_limit_the_cell_fails_and_the_next_one_runs(run_hostile, source, limits, error):
    result = run_hostile(f"try:\n    0\nfinally:\n    pass\n{source}", AFTER, **limits)
    shown = "\n".join(f"{one}" for cell in result.notebook.cells for one in cell.get("outputs", []))
    assert error in shown
    assert "next one" in result.text()
    assert result.reason == ""


FORKS = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        data = bytearray(150 * 2**20)
        data[::4096] = b"x" * len(data[::4096])
        time.sleep(30)
time.sleep(30)
"""
THREADS = """
import threading, time
for _ in range(100):
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
"""


@pytest.mark.parametrize(
    ("source", "limits", "reason"),
    [
        ("import signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True:\n    pass", {"cell": 2}, "stuck"),
        ("import time\ntime.sleep(60)", {"run": 2, "cell": 2}, "time"),
        (FORKS, {"memory": 400 * MIB}, "memory"),
        ("import os\nos._exit(3)", {}, "died"),
        ("import ctypes\nctypes.string_at(0)", {}, "died"),
        ("import os\nos.abort()", {}, "died"),
        ("while True:\n    print('x' * 10_000)", {"output": MIB}, "output"),
        ("print('x' * 30_000_000)", {"output": MIB}, "output"),
        ("import os\nwhile True:\n    os.getpid()", {"cpu": 1}, "died"),
    ],
    ids=["stuck", "time", "forks", "exit", "crash", "abort", "flood", "message", "processor"],
)
def test_beyond_these_limits_the_run_ends_with_a_reason(run_hostile, source, limits, reason):
    result = run_hostile("print('before')", source, AFTER, AFTER, **limits)
    assert (result.reason, bool(result.note)) == (reason, True)
    assert result.text().startswith("before")
    assert "next one" not in result.text()
    assert "do not depend on the run" in result.notebook.cells[0].source
    assert result.note in result.notebook.cells[0].source
    nbformat.validate(result.notebook)


def test_a_fork_bomb_ends(run_hostile):
    start = time.monotonic()
    result = run_hostile("import os\nwhile True:\n    os.fork()", cell=20, run=20)
    assert result.reason in ("memory", "processes") or "temporarily unavailable" in result.text()
    assert time.monotonic() - start < 15


def test_threads_are_counted_with_processes(run_hostile):
    result = run_hostile(THREADS, "import time\ntime.sleep(1)", processes=40)
    assert "can't start new thread" in result.text() or result.reason == "processes"


def _settles(count, wanted):
    """Say whether a count comes down to what it was; the system takes a moment to clear up."""
    end = time.monotonic() + 20
    while count() > wanted and time.monotonic() < end:
        time.sleep(0.05)
    return count() <= wanted


def _processes():
    """Return how many processes there are below this one."""
    census, found, ahead = Census(), 0, [os.getpid()]
    while ahead:
        below = census._children.get(ahead.pop(), [])
        found += len(below)
        ahead += below
    return found


def test_a_run_that_breaks_a_limit_leaves_nothing_running(run_hostile):
    run_hostile("1")
    before = _processes()
    run_hostile("import os\nfor _ in range(3):\n    os.fork()\nos.setsid()\nos._exit(0)")
    run_hostile("import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True)")
    assert _settles(_processes, before)


def _descriptors():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_run_leaves_no_descriptor_and_no_folder_behind(run_hostile, monkeypatch):
    run_hostile("1")
    made, make = [], tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **how: made.append(make(**how)) or made[-1])
    gc.disable()  # what only the collector closes would pile up in a long run
    try:
        before = _descriptors()
        for source in ("1", "import os\nos._exit(1)", "2"):
            run_hostile(source)
        assert _settles(_descriptors, before)
    finally:
        gc.enable()
    assert len(made) >= 3
    assert not any(map(os.path.exists, made))


def test_blank_and_text_cells_are_not_run_and_old_outputs_go(sandbox):
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    from practicum.grading.sandbox import execute_view

    old = [new_output("stream", text="forged")]
    cells = [
        new_code_cell(" ", outputs=old),
        new_markdown_cell("1"),
        new_code_cell("2", outputs=old, execution_count=9),
    ]
    result = execute_view(new_notebook(cells=cells), limits=Limits(cell=5))
    assert (result.cells, result.text(), result.sealed) == (1, "2", True)
    assert result.notebook.cells[2].execution_count == 1
    assert result.notebook.metadata.language_info["name"] == "python"


def test_a_figure_is_shown_as_in_a_fresh_kernel(run_hostile):
    result = run_hostile("import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    assert "image/png" in result.notebook.cells[0].outputs[-1].data
    plain = run_hostile("from practicum.learn import answer\nanswer('nonsense', 1)")
    assert len(plain.notebook.cells[0].outputs[0].traceback) == 2, "an error for people is two lines"
