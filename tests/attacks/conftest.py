"""One duel for all tests of notebooks, and one table of every attack, those by evidence included."""

import importlib.util
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

HERE = Path(__file__).parent


def _load(path, name=""):
    name = name or f"attacks_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


ATTACKS = _load(HERE / "catalogue.py").ATTACKS
SEEN = _load(HERE / "seen.py")
SIDE = _load(HERE / "side.py")
ARENA = _load(HERE / "arena.py")
TOY = _load(HERE.parent / "unit" / "grading" / "conftest.py", "attacks_toy")
_load(HERE.parent / "unit" / "exam" / "sitting" / "small.py", "small_sitting")
_load(HERE / "exam_arena.py")
_load(HERE / "exam_forgeries.py")
_load(HERE / "exam_attacks.py")
_table = SimpleNamespace(duel={}, evidence={}, refused={})


def pytest_configure(config):
    """Make the mark known that puts a test into the table."""
    config.addinivalue_line("markers", "attack(tries): an attack by evidence, and the harm that it tries")


def pytest_generate_tests(metafunc):
    """Give each hostile notebook a test of its own."""
    if "attack" in metafunc.fixturenames:
        metafunc.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


@pytest.fixture(scope="session")
def attacks():
    """The hostile notebooks by name."""
    return {attack.name: attack for attack in ATTACKS}


@pytest.fixture(scope="session")
def toy_master(tmp_path_factory):
    """The toy course, released by this course's own tools; tests work on copies."""
    return TOY.build_toy_course(tmp_path_factory.mktemp("attacks-toy") / "course")


@pytest.fixture(scope="session")
def refusals():
    """What refused each attack on a sitting: `{name: (tries, code, sentence)}`, printed at the end."""
    return _table.refused


def _side(place, name):
    (place / name).mkdir(exist_ok=True)
    return SIDE.Side(place / f"around-{name}", place / name)


@pytest.fixture(scope="session")
def duel(sandbox, toy_master, tmp_path_factory):
    """What each attack did to each grader: `{name: (ours, stock)}`. All work at the same time."""
    place = tmp_path_factory.mktemp("arena")
    shutil.copytree(toy_master.root, place / "ours")
    # Stock grades one after the other and mostly waits, so three courses share the attacks.
    rest = [attack for attack in ATTACKS if not attack.alone]
    shares = (rest[::2], rest[1::2], [attack for attack in ATTACKS if attack.alone])
    with ThreadPoolExecutor(4) as pool:
        ours = pool.submit(ARENA.run_ours, _side(place, "ours"), ATTACKS)
        runs = [
            pool.submit(ARENA.run_stock, _side(place, f"stock-{n}"), share) for n, share in enumerate(shares)
        ]
        stock = {name: seen for run in runs for name, seen in run.result().items()}
        found = {name: (seen, stock[name]) for name, seen in ours.result().items()}
    _table.duel.update(found)
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Note how each attack by evidence ended."""
    report = yield
    mark = item.get_closest_marker("attack")
    if mark and (report.when == "call" or report.failed):
        name = item.callspec.id if hasattr(item, "callspec") else item.originalname.removeprefix("test_")
        _table.evidence[name.replace("_", "-")] = ("harm" if report.failed else "held", mark.args[0])
    return report


def pytest_terminal_summary(terminalreporter):
    """Print the table, since that is what the suite is for."""
    if os.environ.get("PYTEST_XDIST_WORKER") or not (_table.duel or _table.evidence):
        return
    rows = []
    for attack in ATTACKS:
        if attack.name in _table.duel:
            words = [seen.verdict(attack.harm) for seen in _table.duel[attack.name]]
            rows.append((attack.name, *words, attack.tries))
    rows += [(name, word, "-", tries) for name, (word, tries) in sorted(_table.evidence.items())]
    line = terminalreporter.line
    terminalreporter.section("attacks: this course, and stock nbgrader")
    line(f"{'attack':34} {'ours':8} {'stock':8} what it tries")
    for name, ours, stock, tries in rows:
        line(f"{name:34} {ours:8} {stock:8} {tries}")
    line("")
    line("no mark: stock gave none, so nobody knows. ends run: stock stopped, later hand-ins got no mark.")
    line("-: stock nbgrader reads no such evidence.")
    for column, place in (("ours", 1), ("stock", 2)):
        words = [row[place] for row in rows]
        counts = ", ".join(f"{word} {words.count(word)}" for word in ("held", "harm", "no mark", "ends run"))
        line(f"{column}, of {sum(word != '-' for word in words)} attacks: {counts}")
    if _table.refused:
        terminalreporter.section("attacks on a sitting, and what refuses them")
    for name, (tries, code, sentence) in _table.refused.items():
        line(f"{name:22} {code:18} {tries}")
        line(f"{'':22} {'':18} {sentence}")
