"""Does a changed, foreign or endless log of a drill earn what nobody played?

That any changed byte shows is proven in `tests/unit/evidence/test_log.py`. Here each fault meets the mark.
"""

import os
import shutil
import time

import pytest

from practicum.drill import load_scenario, score
from practicum.evidence import DecisionLog, EvidenceError, read_log
from practicum.evidence.chain import sealed_line
from practicum.evidence.log import MAX_DECISIONS
from practicum.grading.report.alike import Handed, alike
from practicum.grading.report.read import _acts
from practicum.marking import MISSING, DrillLog, Exercise, Outcome, mark

SLUG = "d01-first-shift"
SECONDS = 30  # of processor time: how busy a machine is changes no verdict
SHIFT = Exercise(
    id="m90-8",
    title="First shift",
    competence="A1",
    points=8,
    kind=DrillLog(drill=SLUG),
    question="Run the shift.",
    reference=lambda _tables: None,
    few_mistakes="The debrief explains a run.",
)


@pytest.fixture(scope="module")
def reference():
    """The reference log of the drill: its lines."""
    scenario = load_scenario(SLUG)
    return (scenario.folder / "reference.jsonl").read_bytes().splitlines(keepends=True)


@pytest.fixture
def path(tmp_path):
    return tmp_path / f"{SLUG}.jsonl"


def marked(path, content=None):
    if content is not None:
        path.write_bytes(content)
    started = time.process_time()
    result = mark(SHIFT, MISSING, {}, folder=path.parent)
    assert time.process_time() - started < SECONDS
    return result


def sealed(acts, **header):
    """Return a log whose chain is whole, whatever it says, as whoever rewrites the file would make it."""
    document = {
        "format": "practicum-log",
        "version": 1,
        "drill": SLUG,
        "scenario_hash": load_scenario(SLUG).hash,
        "seed": "practice-1",
        "mode": "practice",
        **header,
    }
    line, last = sealed_line(document, "")
    lines = [line]
    for n, (minute, action, args) in enumerate(acts, start=1):
        line, last = sealed_line(
            {"n": n, "minute": minute, "action": action, "args": args, "confidence": None}, last
        )
        lines.append(line)
    return b"".join(lines)


WAIT = ("wait", {"minutes": 60})
CHANGED = {
    "edited-line": (
        "edits a decision",
        lambda a: [*a[:3], a[3].replace(b'"minute":', b'"minute":1'), *a[4:]],
    ),
    "reordered-lines": ("swaps two decisions", lambda a: [*a[:3], a[4], a[3], *a[5:]]),
    "removed-line": ("removes a decision", lambda a: [*a[:3], *a[4:]]),
    "removed-first-line": ("removes what the log belongs to", lambda a: a[1:]),
    "repeated-line": ("repeats a decision", lambda a: [*a[:4], *a[3:]]),
    "joined-logs": ("appends one log to another", lambda a: [*a, *a]),
    "million-lines": ("sends a million lines", lambda a: [a[0], *[b"{}\n"] * 1_000_000]),
    "nul-lines": ("fills the log with NUL bytes", lambda a: [*a[:3], bytes(4096) + b"\n"]),
}
SEALED = {
    "time-travel": ("decides at a minute that is over", [(0, *WAIT), (60, *WAIT), (10, *WAIT)], {}),
    "before-the-start": ("decides before the shift", [(-60, *WAIT)], {}),
    "after-the-end": ("decides after the shift", [(10**6, *WAIT)], {}),
    "two-at-once": ("does two long acts in one minute", [(0, *WAIT), (0, *WAIT)], {}),
    "another-edition": ("plays another state of the drill", [(0, *WAIT)], {"scenario_hash": "0" * 64}),
    "another-drill": ("hands in the log of another drill", [(0, *WAIT)], {"drill": "d02-service-rush"}),
    "own-total": ("writes its own total", [(0, "grant-full-marks", {"total": 100})], {}),
    "endless": ("takes a free act 80,000 times", [(0, "open", {"thread": "x"})] * 80_000, {}),
}
TEXTS = [
    pytest.param(change, id=f"log-{n}", marks=pytest.mark.attack(t)) for n, (t, change) in CHANGED.items()
]
CHAINS = [
    pytest.param(acts, header, id=f"log-{n}", marks=pytest.mark.attack(tries))
    for n, (tries, acts, header) in SEALED.items()
]


@pytest.mark.parametrize("change", TEXTS)
def test_a_changed_log_earns_nothing_and_says_why(path, reference, change):
    result = marked(path, b"".join(change(reference)))
    assert (result.outcome, result.points) == (Outcome.UNREADABLE, 0)
    assert len(" ".join(result.notes)) > 40


@pytest.mark.parametrize(("acts", "header"), CHAINS)
def test_a_well_sealed_lie_earns_nothing_and_says_why(path, acts, header):
    result = marked(path, sealed(acts, **header))
    assert (result.outcome, result.points) == (Outcome.UNREADABLE, 0)
    assert len(" ".join(result.notes)) > 40


@pytest.mark.attack("waits for a billion minutes")
def test_log_huge_wait(path):
    silence = marked(path, sealed([(0, "wait", {"minutes": 480})]))
    assert marked(path, sealed([(0, "wait", {"minutes": 10**9})])) == silence


@pytest.mark.attack("sets the clock back before it plays")
def test_log_clock_set_back(path, reference):
    before = marked(path, b"".join(reference))
    os.utime(path, (0, 0))
    assert before.points > 0
    assert marked(path) == before  # a log knows no clock but the drill's own


@pytest.mark.attack("cuts off the decisions that went wrong")
def test_log_truncated(path, reference):
    kept = b"".join(reference[:10])
    result = marked(path, kept + reference[10][:40])
    scenario = load_scenario(SLUG)
    played = score(scenario, "practice-1", read_log(kept)[1])
    assert result.points == round(8 * float(played.total) / 100, 2)  # the shift goes on in silence after that
    assert result.points < marked(path, b"".join(reference)).points


@pytest.mark.attack("hands in the log of another learner")
def test_log_replayed(tmp_path, reference):
    hand_ins, points = [], []
    for learner in ("owner", "copier"):
        (tmp_path / learner).mkdir()
        path = tmp_path / learner / f"{SLUG}.jsonl"
        points.append(marked(path, b"".join(reference)).points)
        hand_ins.append(Handed(learner, {}, {}, {SLUG: _acts(path)}))
    (pair,) = alike(hand_ins)
    assert (pair.pair, pair.drill, pair.share) == (("copier", "owner"), SLUG, 100)
    assert points[0] == points[1] > 0  # a person judges; no mark changes by itself


@pytest.mark.attack("goes on in a log that is full")
def test_log_full(path):
    path.write_bytes(sealed([(0, "open", {"thread": "x"})] * MAX_DECISIONS))
    log = DecisionLog.open(path)
    size = path.stat().st_size
    with pytest.raises(EvidenceError, match=str(MAX_DECISIONS)):
        log.append(0, "open", {"thread": "x"})
    assert path.stat().st_size == size
    shutil.copy(path, path.with_name("copy.jsonl"))
    assert len(read_log(path.with_name("copy.jsonl"))[1]) == MAX_DECISIONS
