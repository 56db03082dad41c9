"""Are the drills what they promise, and is a damaged drill refused in sentences?"""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from practicum.drill import (
    Run,
    ScenarioError,
    coefficient_table,
    debrief,
    load,
    load_scenario,
    play,
    rule_table,
    scenario_schema,
)
from practicum.drill.actions import action_table
from practicum.drill.cast import cast
from practicum.drill.world import begin, close
from practicum.errors import PracticumError

DRILLS = ("d01-first-shift", "monday-committee")


@pytest.fixture
def copy(tmp_path, d01):
    """Copies a drill's two files and lets a test change one of them as text."""

    def make(slug="d01-first-shift", name="scenario.yaml", **swap):
        folder = tmp_path / slug
        shutil.copytree(d01.folder.parent / slug, folder, dirs_exist_ok=True)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in swap.get("swap", {}).items():
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        return folder

    return make


def unconditional(drill, seed):
    """Messages of the public that come whatever the desk does."""
    return [
        planned
        for plan in cast(drill, seed).values()
        if not plan.thread.unless
        for planned in (plan.opening, *plan.more)
        if planned.source is None or (planned.source.since == "opened" and not planned.source.unless)
    ]


def test_a_day_brings_sixty_mentions_three_questions_and_one_weak_signal_on_every_seed(d01):
    for seed in (*d01.structure.seeds.practice, *d01.structure.seeds.assessed):
        messages = unconditional(d01, seed)
        handlings = [m.handling for m in messages if m.handling is not None]
        assert len(messages) == 60
        assert sum(h.answer == "expected" for h in handlings) == 3
        assert sum("weak-signal" in h.topics for h in handlings) == 1


def test_one_alert_rises_and_it_is_the_goat_on_every_seed(d01, kit):
    for seed in (*d01.structure.seeds.practice, *d01.structure.seeds.assessed):
        state, _ = kit.played(d01, seed, play(d01, seed, "reference"))
        assert len(state.alerts) == 1
        assert 316 <= state.alerts[0].minute <= 420


def test_the_first_shift_has_at_least_75_written_messages_and_no_two_alike(d01):
    said = [words.says for words in d01.words.threads.values() if words.says]
    said += [texts for words in d01.words.threads.values() for texts in words.more.values()]
    assert len(said) >= 75
    texts = [" ".join(text.casefold().split()) for texts in said for text in texts]
    assert len(texts) == len(set(texts))
    openings = [text[:18] for text in texts]
    assert max(openings.count(opening) for opening in openings) <= 2, "a template shows"


def test_the_weak_signal_has_no_words_and_few_likes_and_is_not_alone_in_that(d01):
    wordless = [name for name, words in d01.words.threads.items() if not words.says]
    assert {"trolley", "silent-bowl"} <= set(wordless)
    assert d01.threads["trolley"].likes == (4,)
    view = Run.create(d01)
    view.do("wait", minutes=130)
    excerpts = {t["id"]: t["excerpt"] for t in view.view()["threads"]}
    assert excerpts["trolley"] == excerpts["silent-bowl"]


def test_the_dossier_prints_the_hour_curve_that_the_engine_uses(d01):
    page = next(page for page in d01.words.dossier if "usual Monday" in page.title)
    printed = [tuple(map(int, row)) for row in re.findall(r"\| (\d\d)-\d\d \| (\d+) to (\d+) \|", page.text)]
    assert printed == [(9 + h.minute // 60, h.low, h.high) for h in d01.structure.baseline]


def test_the_committee_names_only_numbers_that_follow_from_its_page(committee):
    pages = "\n".join(page.text for page in committee.words.dossier)
    rows = {
        name.strip(): [int(cell.replace(",", "")) if cell.strip() else 0 for cell in cells.split("|")[:-1]]
        for name, cells in re.findall(
            r"^\| (Plaza, our.*?|Plaza, paid.*?|Fotofeed.*?|Kurz.*?) \|(.*)$", pages, re.MULTILINE
        )
    }
    before, after, _posts, reached, interactions = rows["Plaza, our own posts"]
    paid = rows["Plaza, paid posts"]
    foto, kurz = rows["Fotofeed, our own posts"], rows["Kurz, our own posts"]
    weeks = [int(n.replace(",", "")) for n in re.findall(r"(?:October|November) \| ([\d,]+) \|", pages)]
    assert sum(weeks) == reached + foto[3] + kurz[3]
    assert round(100 * interactions / after) == 21
    assert 100 * interactions / reached == 4.0
    assert round(100 * (interactions + paid[4]) / (reached + paid[3]), 1) == 2.6
    assert foto[3] / foto[2] == 1800
    assert round((foto[3] - 23_400) / (foto[2] - 1)) == 1055
    assert [round(100 * (b - a) / a, 1) for a, b, *_ in (rows["Plaza, our own posts"], kurz)] == [5.7, 14.3]
    assert (after - before, foto[1] - foto[0], kurz[1] - kurz[0]) == (1000, 500, 400)
    slots = re.findall(r"\| (\d+) \| (\d\.\d) \|", pages)
    assert sum(int(n) for n, _rate in slots) == 42
    assert sum(int(n) * float(rate) for n, rate in slots) / 42 == pytest.approx(4.0, abs=0.1)


def test_the_right_answer_of_the_committee_is_not_to_be_guessed_from_its_length(committee):
    longest = 0
    for thread in committee.structure.threads:
        lengths = {o.id: len(committee.words.threads[thread.id].options[o.id]) for o in thread.options}
        best = next(o.id for o in thread.options if o.credit == 100)
        longest += max(lengths, key=lengths.get) == best
        assert max(lengths.values()) < 1.5 * min(lengths.values())
    assert longest <= 3


@pytest.mark.parametrize("slug", DRILLS)
def test_the_published_schema_accepts_the_drills_and_refuses_a_slip(d01, slug):
    schema = json.loads(json.dumps(scenario_schema()))
    document = yaml.safe_load((d01.folder.parent / slug / "scenario.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "lenght": 480}, schema)


def test_every_coefficient_and_rule_is_used_and_labelled(d01, committee):
    structures = "".join(drill.structure.model_dump_json() for drill in (d01, committee))
    source = "".join(
        p.read_text(encoding="utf-8") for p in Path(load_scenario.__code__.co_filename).parent.glob("*.py")
    )
    for row in coefficient_table():
        assert row.low <= row.value <= row.high
        assert row.name in structures + source
    for rule in rule_table():
        assert f'"{rule.rule}"' in source
        assert rule.says.endswith(".")


SLIPS = {
    "slug: d01-first-shift": ("slug: D1 First Shift", "slug"),
    "length: 480": ("lenght: 480", "lenght"),
    'start: "09:00"': ("start: nine", "start"),
    "version: 1": ("version: 2", "version"),
    "answer: optional}": ("answer: perhaps}", "perhaps"),
    "weights: {detection: 25": ("weights: {detection: 26", "101 points"),
    "handling: no-thanks": ("handling: nothanks", "'nothanks'"),
    "author: chef": ("author: chief", "'chief'"),
    "platform: reviews": ("platform: review", "'review'"),
    "pool: hard": ("pool: harder", "'harder'"),
    "joke: 8": ("joke: 80", "80 should be taken"),
    "when: [95, 128]": ("when: [128, 95]", "ends before it begins"),
    "when: [392, 418]": ("when: [392, 481]", "end of the shift"),
    "to: [quality, lead], evidence": ("to: [qualities, lead], evidence", "'qualities'"),
    "facts_from: service": ("facts_from: sevrice", "'sevrice'"),
    "effect: grew-unseen": ("effect: grew", "'grew'"),
    "over: fed-troll": ("over: fed-trol", "'fed-trol'"),
    "unless: [{thread: trolley,": ("unless: [{thread: trolly,", "'trolly'"),
    "action: baseline": ("action: compare", "'compare'"),
    "rules: [in-time, fits]": ("rules: [on-time, fits]", "'on-time'"),
    "posture: check, parts": ("posture: chek, parts", "'chek'"),
    "text: told}}": ("text: tolled}}", "'tolled'"),
    "why: image": ("why: picture", "'picture'"),
    "  - {minute: 0, low: 3, high: 10}": ("  - {minute: 0, low: 13, high: 10}", "low is above"),
    "  - {minute: 0, low": ("  - {minute: 5, low", "begin at minute 0"),
    "practice: [practice-1]": ("practice: [assessed-01]", "both for practice"),
    "relief: 450": ("relief: 490", "after the end"),
    "target: 60\n    postures: [inform]\n    parts": ("postures: [inform]\n    parts", "no target"),
    "wrong_parts: [unknown]": ("wrong_parts: [known]", "also calls wrong"),
    "topics: [noise], tempting: true": ("answer: optional, tempting: true", "silence must be right"),
    "open: 0,": ("open: 0, dance: 3,", "'dance'"),
    "id: price, ": ("id: trolley, ", "stands 2 times"),
    "id: solved, after": ("id: settled, after", "one of the two files"),
}  # fmt: skip


@pytest.mark.parametrize("old", sorted(SLIPS))
def test_a_slip_in_a_scenario_is_named_in_a_sentence(copy, old):
    new, words = SLIPS[old]
    with pytest.raises(ScenarioError) as refused:
        load_scenario(copy(swap={old: new}))
    assert words in str(refused.value)
    assert refused.value.next_step


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1, 2", "not YAML"),
        ("a: &x [1]\nb: *x", "alias"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "alias"),
        ("a: 1\na: 2", "stands twice"),
        ("on: 1", "put it in quotes"),
        ("when: 2026-01-01", "not YAML"),
        ("a: .nan", "not YAML"),
        ("!!python/object/apply:os.system ['true']", "not YAML"),
        ("", "does not describe a drill"),
        ("- 1", "does not describe a drill"),
        ("[" * 5000, "not YAML"),
        ("a: \x00", "not YAML"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused(copy, text, words):
    folder = copy()
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=words):
        load_scenario(folder)


def test_missing_large_and_foreign_files_are_refused(copy):
    folder = copy()
    with pytest.raises(ScenarioError, match=r"messages\.fr\.yaml"):
        load_scenario(folder, "fr")
    (folder / "scenario.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="not YAML"):
        load_scenario(folder)
    (folder / "scenario.yaml").write_bytes(b"#" * 2_000_001)
    with pytest.raises(ScenarioError, match="larger than"):
        load_scenario(folder)
    (folder / "scenario.yaml").unlink()
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_scenario(folder)


def nodes(value, path=()):
    """Every place in a document."""
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from nodes(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from nodes(item, (*path, n))


def mutate(document, rng):
    """Remove, rename or replace one thing in a document."""
    document = json.loads(json.dumps(document))
    path = rng.choice([p for p in nodes(document) if p])
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    kind = rng.choice(["drop", "replace", "replace", "rename", "twin"])
    if kind == "drop":
        del parent[path[-1]]
    elif kind == "replace":
        parent[path[-1]] = rng.choice(
            [None, 0, -1, 10**12, 1.5, True, "", "x", "trolley", [], {}, [1, 2], {"x": 1}]
        )
    elif kind == "rename" and isinstance(parent, dict):
        parent["renamed"] = parent.pop(path[-1])
    elif isinstance(parent, list):
        parent.append(parent[path[-1]])
    return document


@pytest.mark.parametrize("slug", DRILLS)
@pytest.mark.parametrize("name", ["scenario.yaml", "messages.en.yaml"])
def test_a_hundred_mutated_files_each_play_or_are_refused_in_a_sentence(d01, monkeypatch, slug, name):
    rng = random.Random(f"{slug}/{name}")  # noqa: S311 - a test's own choice of damage, not a draw of the engine
    folder = d01.folder.parent / slug
    files = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yaml")}
    mutated = dict(files)
    monkeypatch.setattr(load, "_yaml", lambda path, content: mutated[path.name])
    refused, accepted = [], 0
    for _ in range(100):
        mutated[name] = mutate(files[name], rng)
        try:
            drill = load_scenario(folder)
        except ScenarioError as error:
            refused.append(error.next_step)
            continue
        accepted += 1
        close(begin(drill, "practice-1"))
        if accepted % 5:
            continue
        try:
            debrief(drill, "practice-1", play(drill, "practice-1", "reference")).to_json()
        except PracticumError as error:
            refused.append(error.problem)
    assert all(refused)
    assert 10 < len(refused) < 190


def test_the_published_page_states_the_rules_that_are_used(d01):
    page = (d01.folder.parents[1] / "docs" / "drill.md").read_text(encoding="utf-8")
    for row in coefficient_table():
        assert f"| `{row.name}` | {row.value} | {row.low} | {row.high} | {row.unit} | {row.source} |" in page
    for rule in rule_table():
        assert f"| `{rule.rule}` | {rule.dimension} | {rule.worth} | {rule.says} |" in page
    for dimension, points in d01.structure.weights.items():
        assert f"{dimension} {points}" in page
    for action, cost in d01.structure.actions.items():
        assert f"(`{action}`) | {cost} |" in page
    for row in action_table().values():
        assert f"| {row.label} (`{row.id}`) | {row.cost} | {row.help} |" in page
    for row in coefficient_table("desk"):
        assert f"| `{row.name}` | {row.value} | {row.low} | {row.high} | {row.unit} | {row.source} |" in page
    for gate in d01.structure.gates:
        assert f"`{gate.id}`" in page
