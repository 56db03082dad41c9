"""Does anything that one submission does reach the next, or the one beside it?

One submission does all of `ACTS`, and looks; the next one only looks. A look that sees nothing in the first
would prove nothing about the second, so both are compared with a submission to which nothing happened.
"""

import ast
import os
import threading

import pytest

STARTUP = "os.path.expanduser('~/.ipython/profile_default/startup')"
# What a submission does, and the expression that sees it.
ACTS = {
    "monkeypatch": (
        "import builtins, json, pandas\nbuiltins.sum = lambda _: 42\npandas.read_csv = json.load = None",
        "import json, pandas\n(sum([]), pandas.read_csv is None, json.load is None)",
    ),
    "class": (
        "import practicum.marking as m\nm.Number.__eq__ = lambda *_: True",
        "import practicum.marking as m\nm.Number.__eq__.__qualname__",
    ),
    "import hook": ("import sys\nsys.path_hooks.append('mine')", "import sys\n'mine' in sys.path_hooks"),
    "module": (
        "import sys, types\nsys.modules['mine'] = types.ModuleType('mine')",
        "import sys\n'mine' in sys.modules",
    ),
    "lazy import": ("import wave", "import sys\n'wave' in sys.modules"),
    "environment": ("import os\nos.environ['MINE'] = '1'", "import os\nos.environ.get('MINE')"),
    "files": (
        "for d in ('/tmp', '/dev/shm', '/home/learner', '.'):\n    open(d + '/mine.py', 'w').write('x = 1')",
        "import os\n[d for d in ('/tmp', '/dev/shm', '/home/learner', '.') if 'mine.py' in os.listdir(d)]",
    ),
    "start-up file": (
        f"import os\nos.makedirs({STARTUP}, exist_ok=True)\nopen({STARTUP} + '/0.py', 'w').write('mine = 1')",
        f"import os\nos.path.exists({STARTUP} + '/0.py')",
    ),
    "options": (
        "import pandas, matplotlib\npandas.options.display.max_rows = matplotlib.rcParams['font.size'] = 1",
        "import pandas, matplotlib\n(pandas.options.display.max_rows, matplotlib.rcParams['font.size'])",
    ),
    "threads": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), name='mine').start()",
        "import threading\n[t.name for t in threading.enumerate() if t.name == 'mine']",
    ),
    "signals": (
        "import signal\nsignal.signal(signal.SIGUSR1, lambda *_: None)\nsignal.alarm(60)",
        "import signal\n(signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL, bool(signal.alarm(0)))",
    ),
    "shared memory": (
        "import multiprocessing.shared_memory as s\nm = s.SharedMemory('mine', create=True, size=8)",
        "import os\n'mine' in os.listdir('/dev/shm')",
    ),
    "abstract socket": (
        "import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind('\\0mine')\ns.listen()",
        "import socket\nsocket.socket(socket.AF_UNIX).connect_ex('\\0mine')",
    ),
    "limits": (
        "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (200, 200))",
        "import resource\nresource.getrlimit(resource.RLIMIT_NOFILE)",
    ),
    "processes": (
        "import subprocess\nsubprocess.Popen(['sleep', '60'], start_new_session=True)",
        "import os\nlen([p for p in os.listdir('/proc') if p.isdigit()])",
    ),
    "current folder": ("import os\nos.chdir('/tmp')", "import os\nos.getcwd()"),
}
OUTSIDE = ("files", "shared memory", "abstract socket", "processes")
# What every fork of one process shares, or what is counted for nobody: refused.
REFUSED = {
    "a key in the session's keyring": "248, b'user', b'mine', b'x', 1, -3",
    "a name of the machine": "170, b'mine', 4",
    "the clock": "227, 0, (0).to_bytes(16, 'little')",
    "another process's memory": "310, 1, 0, 0, 0, 0, 0",
    "tracing": "101, 16, 1, 0, 0",
    "memory of System V": "29, 4711, 4096, 0o1666",
    "memory without an address": "319, b'x', 0",
}


def _look(expression):
    *statements, value = expression.split("\n")
    return "\n".join([*statements, f"print(repr({value}))"])


LOOKS = [_look(look) for _act, look in ACTS.values()]


def _seen(result):
    """Return what each look saw, by act; looks are the last cells."""
    assert not result.reason, result.note
    cells = result.notebook.cells[-len(ACTS) :]
    return {name: ast.literal_eval(cell.outputs[0].text) for name, cell in zip(ACTS, cells, strict=True)}


@pytest.fixture(scope="module")
def three(sandbox):
    """What is seen by one who comes first, by one who does everything, and by one who comes after."""
    from nbformat.v4 import new_code_cell, new_notebook

    from practicum.grading.sandbox import execute_view

    def run(*sources):
        return _seen(execute_view(new_notebook(cells=[new_code_cell(source) for source in sources])))

    return run(*LOOKS), run(*(act for act, _look in ACTS.values()), *LOOKS), run(*LOOKS)


@pytest.mark.parametrize("act", ACTS)
def test_the_next_submission_sees_nothing(three, act):
    before, doing, after = three
    assert doing[act] != before[act], "the look sees nothing even where it happened"
    assert after[act] == before[act]


def test_the_submission_beside_it_sees_nothing(run_hostile):
    acts = "\n".join(ACTS[name][0] for name in OUTSIDE)
    other = threading.Thread(target=run_hostile, args=(f"{acts}\nimport time\ntime.sleep(2.5)",))
    before = run_hostile(*(_look(ACTS[name][1]) for name in OUTSIDE)).text()
    other.start()
    beside = []
    while other.is_alive():
        beside.append(run_hostile(*(_look(ACTS[name][1]) for name in OUTSIDE)).text())
    assert len(beside) > 1
    assert set(beside) == {before}


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86-64")
@pytest.mark.parametrize("name", REFUSED)
def test_what_forks_share_is_refused(run_hostile, name):
    source = f"import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nprint(libc.syscall({REFUSED[name]}))"
    assert run_hostile(f"{source}\nprint(ctypes.get_errno())").text().split() == ["-1", "1"]


def test_random_numbers_are_ones_own_and_can_be_chosen(run_hostile):
    draw = "print([random.random(), numpy.random.random(), numpy.random.default_rng().random()])"
    unseeded = f"import random, numpy\n{draw}"
    first, second = (ast.literal_eval(run_hostile(unseeded).text()) for _run in range(2))
    assert all(a != b for a, b in zip(first, second, strict=True))
    seeded = run_hostile(f"import random, numpy\nrandom.seed(1)\nnumpy.random.seed(1)\n{draw}").text()
    assert ast.literal_eval(seeded)[:2] == pytest.approx([0.13436424411240122, 0.417022004702574])


def test_each_kernel_signs_with_a_key_of_its_own(run_hostile):
    key = "print(get_ipython().kernel.session.key.hex())"
    assert len({run_hostile(key).text() for _run in range(3)}) == 3
