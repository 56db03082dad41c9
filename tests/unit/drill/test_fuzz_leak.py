"""Does every act of the whole table, in any order and with any fields, end in a sentence or a verdict?"""

from __future__ import annotations

import json
import random

from practicum.drill import Run, debrief
from practicum.drill.catalogue import catalogue
from practicum.errors import PracticumError

RUNS = 12
ACTS = 40
THREADS = ("nadia", "gus", "tom", "reporter", "insult", "harsh", "issue-leak", "issue-rumour", "nobody")
WRONG = (None, 3, "x", [], {"a": 1}, ["x"], True, "")


def any_value(field, rng):
    """A value that mostly fits."""
    if rng.random() < 0.05:
        return rng.choice(WRONG)
    if field.kind == "text":
        return rng.choice(["We are checking.", "leaks", "x" * 600, "x" * 601])
    offered = list(field.options or {})
    if field.kind == "several":
        return rng.sample(offered, rng.randint(0, len(offered)))
    return rng.choice(offered)


def test_any_acts_are_a_sentence_or_a_verdict(leak):
    rng = random.Random("leak")  # noqa: S311 - a test's own choice of acts, not a draw of the engine
    specs = catalogue(leak)
    done, sentences = set(), set()
    for n in range(RUNS):
        run = Run.create(leak, f"fuzz-{n}")
        for _ in range(ACTS):
            spec = rng.choice(list(specs.values()))
            fields = {field.name: any_value(field, rng) for field in spec.fields}
            thread = rng.choice(THREADS) if spec.target == "thread" else None
            try:
                run.do("wait", minutes=rng.randint(1, 20))
                run.do(spec.id, thread=thread, **fields)
                done.add(spec.id)
            except PracticumError as error:
                sentences.add((error.problem, error.next_step))
        assert json.loads(json.dumps(run.view(), allow_nan=False)) == run.view()
        if n % 4 == 0:
            told = debrief(leak, run.seed, run.decisions).to_json()
            assert 0 <= told["score"]["total"] <= 100
    assert len(done) > 38, "most of the table was possible at some minute"
    assert len(sentences) > 30
    assert all(problem and step for problem, step in sentences)
