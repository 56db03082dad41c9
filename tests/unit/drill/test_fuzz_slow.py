"""Ten thousand logs and two thousand scenario files, random and mutated: always a verdict or a sentence?"""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from practicum.drill import ScenarioError, load, load_scenario, play, replay, score
from practicum.drill.actions import action_table
from practicum.drill.author.check_written import written
from practicum.drill.catalogue import catalogue
from practicum.drill.score import finished, score_state
from practicum.errors import PracticumError
from practicum.evidence import Decision
from practicum.project import Project

pytestmark = pytest.mark.slow

RULES = Path(__file__).with_name("rules-drill")
ODD = [None, True, -1, 0, 3, 10**9, 1.5, "", "x", "yes", "practice-1", [], ["x"], {}, {"a": 1}, "🦔" * 300]


def folder_of(slug):
    return RULES if slug == "rules-drill" else Project.find().scenarios / slug


class Maker:
    """Makes logs of a drill: some from what its forms offer and what they do not, some by damage."""

    def __init__(self, slug):
        self.drill = load_scenario(folder_of(slug))
        # A test's own choice of damage, not a draw of the engine.
        self.rng = random.Random(slug)  # noqa: S311
        self.wholes = [
            play(self.drill, seed, p) for seed in ("practice-1", "fuzz") for p in ("reference", "random")
        ]

    def fields(self, action):
        spec = catalogue(self.drill).get(action)
        made = {}
        for field in () if spec is None else spec.fields:
            if self.rng.random() < 0.9:
                options = list(field.options or ()) or ["Some words."]
                choice = self.rng.choice(options)
                made[field.name] = [choice] if field.kind == "several" else choice
        if spec is not None and spec.target == "thread":
            streams = [f"issue-{issue.id}" for issue in self.drill.structure.issues]
            made["thread"] = self.rng.choice([*self.drill.threads, *streams])
        if self.rng.random() < 0.1:
            made[self.rng.choice([*made, "thread", "haste", "text"])] = self.rng.choice(ODD)
        return made

    def from_nothing(self):
        length, log, minute = self.drill.structure.length, [], 0
        for n in range(1, self.rng.randrange(2, 12)):
            offered = list(self.drill.structure.actions)
            action = self.rng.choice(offered if self.rng.random() < 0.95 else [*action_table(), "sing"])
            minute += self.rng.randrange(0, length // 8)
            sure = self.rng.choice([None, 50, 50, 50, 101])
            sure = sure if action in self.drill.structure.confidence else None
            log.append(Decision(n, minute, action, self.fields(action), sure))
        return log

    def by_damage(self):
        log = [d for d in self.rng.choice(self.wholes) if d.action not in {"wait", "next"}]
        for _ in range(self.rng.randrange(1, 5)):
            if not log:
                break
            n = self.rng.randrange(len(log))
            one = log[n]
            kind = self.rng.choice(["drop", "drop", "late", "field", "act", "twice"])
            if kind == "drop":
                del log[n]
            elif kind == "late":
                log[n] = Decision(
                    one.n, one.minute + self.rng.randrange(-5, 60), one.action, one.args, one.confidence
                )
            elif kind == "field" and one.args:
                args = {**one.args, self.rng.choice(list(one.args)): self.rng.choice(ODD)}
                log[n] = Decision(one.n, one.minute, one.action, args, one.confidence)
            elif kind == "act":
                action = self.rng.choice(list(self.drill.structure.actions))
                log[n] = Decision(one.n, one.minute, action, self.fields(action), one.confidence)
            elif kind == "twice":
                log.insert(n, one)
        return log


@pytest.mark.parametrize(
    ("slug", "logs"),
    [
        ("rules-drill", 5_400),
        ("lost-dog", 3_900),
        ("d01-first-shift", 500),
        ("d05-rumour", 100),
        ("d03-moderation-queue", 100),
    ],
)
def test_any_log_is_a_verdict_or_a_sentence(slug, logs):
    maker, verdicts, refusals = Maker(slug), 0, set()
    for n in range(logs):
        log = maker.from_nothing() if n % 2 else maker.by_damage()
        # Every other log is read as "what if" reads it: what is impossible is left out.
        problem, given = tried(maker.drill, log, lenient=n % 4 > 1)
        if given is None:
            assert problem
            refusals.add(problem.split(":")[0])
            continue
        verdicts += 1
        assert 0 <= given.tenths <= 1000
        assert all(mark.earned <= max(0, mark.possible) for mark in given.marks)
        if n % 50 == 0:
            json.dumps(given.to_json(), allow_nan=False)
    assert logs // 2 <= verdicts < logs
    assert len(refusals) > 3, "hardly anything was refused: the damage is too mild"


def tried(drill, log, *, lenient):
    """Score a log; return what refused it, or its score."""
    try:
        return "", score_state(finished(replay(drill, "practice-1", log, skip_impossible=lenient)))
    except PracticumError as refused:
        return refused.problem if refused.next_step else "", None


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def mutated(document, rng):
    """Change one to three things in a document: drop, replace, rename, swap, double."""
    document = json.loads(json.dumps(document))
    for _ in range(rng.randrange(1, 4)):
        path = rng.choice([p for p in places(document) if p])
        parent = document
        for step in path[:-1]:
            parent = parent[step]
        kind = rng.choice(["drop", "odd", "near", "near", "rename", "twin"])
        if kind == "drop":
            del parent[path[-1]]
        elif kind == "odd":
            parent[path[-1]] = rng.choice(ODD)
        elif kind == "near" and isinstance(parent[path[-1]], int):
            parent[path[-1]] += rng.choice([-1, 1, 30, -30])
        elif kind == "near":
            other = rng.choice([p for p in places(document) if p and p[-1] == path[-1]])
            there = document
            for step in other:
                there = there[step]
            parent[path[-1]] = json.loads(json.dumps(there))
        elif kind == "rename" and isinstance(parent, dict):
            parent[f"{path[-1]}-x"] = parent.pop(path[-1])
        elif kind == "twin" and isinstance(parent, list):
            parent.append(parent[path[-1]])
    return document


@pytest.mark.parametrize("slug", ["rules-drill", "lost-dog"])
@pytest.mark.parametrize("name", ["scenario.yaml", "messages.en.yaml"])
def test_any_damaged_drill_is_refused_in_a_sentence_or_can_be_played(monkeypatch, slug, name):
    # A test's own choice of damage, not a draw of the engine.
    rng = random.Random(f"{slug}/{name}")  # noqa: S311
    folder = folder_of(slug)
    whole = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yaml")}
    files = dict(whole)
    monkeypatch.setattr(load, "_yaml", lambda path, content: files[path.name])
    refused, played = [], 0
    for _ in range(500):
        files[name] = mutated(whole[name], rng)
        try:
            drill = load_scenario(folder)
        except ScenarioError as error:
            refused.append(error)
            continue
        played += 1
        assert all(str(remark) for remark in written(drill, 20))
        for policy in ("reference", "random") if played % 3 == 0 else ():
            with suppress(PracticumError):
                score(drill, "practice-1", play(drill, "practice-1", policy))
    assert all(error.problem and error.next_step for error in refused)
    assert len(refused) > 50
    assert played > 5
