"""Is every claim of the founding documents taken up, and each competence of an open module taught?"""

import re
from dataclasses import replace

import pytest

from practicum.authoring.coverage import Use, read_coverage
from practicum.project import Project

FAMILIES = {"A": 31, "B": 58, "C": 22, "D": 16, "E": 22}
ITEM = re.compile(r"scheme|(?:part1|P-[A-E]|gate)/([A-J]\d)")
ENOUGH_EXERCISES = 2


@pytest.fixture(scope="module")
def coverage(repository):
    return read_coverage(Project(repository))


def untaught(coverage):
    """Name each competence of an open module that lacks a unit there, or two exercises there or elsewhere."""
    found = []
    for module in coverage.open:
        for name in module.competences:
            exercises = coverage.tasks_of(name, Use.PRACTICE, Use.GRADED)
            if not any(name in unit.competences for unit in module.units):
                found.append(f"{module.id} teaches {name} in no unit")
            if len(exercises) < ENOUGH_EXERCISES:
                found.append(f"{name} has {len(exercises)} exercises")
            if not any(one.module == module.id for one in exercises):
                found.append(f"{module.id} has no exercise on {name}")
    return found


def orphans(coverage):
    """Name each claim that nobody takes up: today if its main module is open, some day if it is not."""
    status = {module.id: module.status for module in coverage.modules}
    drills = {drill.slug: drill.module for drill in coverage.drills}
    found = []
    for seed in coverage.seeds:
        homes = {drills.get(name, name.partition("-")[0]) for name in seed.activities}
        if unknown := set(seed.modules) - status.keys():
            found.append(f"{seed.id} names {sorted(unknown)}, which are no modules")
        elif seed.status == "covered" and status[seed.modules[0]] != "open":
            found.append(f"{seed.id} is covered by {seed.modules[0]}, which is not open")
        elif seed.status == "covered" and not set(seed.activities) <= coverage.activities:
            found.append(f"{seed.id} names {seed.activities}, of which not all exist")
        elif seed.status == "planned" and status[seed.modules[0]] == "open":
            found.append(f"{seed.id} is still planned, and its module {seed.modules[0]} is open")
        if not homes or homes - set(seed.modules):
            found.append(f"{seed.id} names no activity, or one outside its modules: {sorted(homes)}")
    return found


def test_does_every_claim_of_the_five_documents_have_its_row(coverage):
    expected = [f"{letter}{number:02}" for letter, last in FAMILIES.items() for number in range(1, last + 1)]
    assert [seed.id for seed in coverage.seeds] == expected
    assert len({seed.claim.casefold() for seed in coverage.seeds}) == len(expected) == 149


def test_is_no_claim_an_orphan(coverage):
    assert orphans(coverage) == []


def test_does_every_item_name_a_block_and_a_competence(coverage):
    for seed in coverage.seeds:
        for item in seed.items:
            assert (found := ITEM.fullmatch(item)), f"{seed.id}: {item}"
            assert found[1] is None or found[1] in coverage.framework.by_id, f"{seed.id}: {item}"


def test_is_every_competence_of_an_open_module_taught_and_practised(coverage):
    assert untaught(coverage) == []


def test_does_every_exercise_unit_module_and_drill_name_competences_that_exist(coverage):
    named = [
        *((task.id, task.competence) for task in coverage.tasks),
        *((module.id, name) for module in coverage.modules for name in module.competences),
        *(
            (unit.id, name)
            for module in coverage.modules
            for unit in module.units
            for name in unit.competences
        ),
        *((drill.slug, name) for drill in coverage.drills for name in drill.competences),
    ]
    assert [pair for pair in named if pair[1] not in coverage.framework.by_id] == []


def test_does_the_framework_have_ten_areas_and_fifty_competences_each_in_a_module(coverage):
    assert [area.id for area in coverage.framework.areas] == list("ABCDEFGHIJ")
    for area in coverage.framework.areas:
        assert [one.id for one in area.competences] == [
            f"{area.id}{number}" for number in range(1, len(area.competences) + 1)
        ]
    assert len(coverage.framework.competence) == 50
    assert [name for name in coverage.framework.by_id if not coverage.modules_of(name)] == []


def test_does_every_competence_name_claims_that_exist_and_every_framework_serve(coverage):
    known = {seed.id for seed in coverage.seeds}
    used = set()
    for one in coverage.framework.competence:
        assert set(one.seeds) <= known, one.id
        used |= {*one.sources, *(row.framework for row in one.crosswalk)}
    assert used == {framework.id for framework in coverage.framework.framework}


def test_is_every_drill_of_an_open_module_there_and_every_module_reachable(coverage, repository):
    order = [module.id for module in coverage.modules]
    status = {module.id: module.status for module in coverage.modules}
    for drill in coverage.open_drills:
        assert (repository / "scenarios" / drill.slug / "scenario.yaml").is_file(), drill.slug
    slugs = {drill.slug: drill.module for drill in coverage.drills}
    for module in coverage.modules:
        assert not module.drill or slugs.get(module.drill) == module.id, f"{module.drill} is not listed"
        for before in module.prerequisites:
            assert order.index(before) < order.index(module.id), f"{module.id} before {before}"
            assert status[module.id] == "planned" or status[before] == "open", f"{module.id} needs {before}"


def named_in(design):
    """Return the claims that a design note names under its heading Seeds."""
    section = re.search(r"^## Seeds\n(.*?)(?=^## |\Z)", design, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"\b[A-E]\d\d\b", section[1])) if section else set()


def test_does_each_design_note_name_the_claims_of_its_module(coverage, repository):
    for module in coverage.open:
        note = repository / "solutions" / module.slug / "design.md"
        named = named_in(note.read_text(encoding="utf-8"))
        own = {seed.id for seed in coverage.seeds if seed.modules[0] == module.id}
        shared = {seed.id for seed in coverage.seeds if module.id in seed.modules}
        assert own <= named, f"{module.id}: design.md does not name {sorted(own - named)}"
        assert named <= shared, f"{module.id}: seeds.csv does not place {sorted(named - shared)} there"


# Each law above is broken once, so that none of them is a law that cannot be broken.


def without(coverage, **changes):
    return replace(coverage, **changes)


def seed_of(coverage, name, **changes):
    return tuple(replace(seed, **changes) if seed.id == name else seed for seed in coverage.seeds)


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("B38", {"status": "planned"}, "B38 is still planned"),
        ("B38", {"activities": ("m08-u4", "m08-99")}, "of which not all exist"),
        ("B38", {"activities": ()}, "B38 names no activity"),
        ("B38", {"activities": ("m00-u1",)}, "outside its modules"),
        ("B38", {"modules": ("m99",)}, "which are no modules"),
        ("D16", {"status": "covered"}, "which is not open"),
    ],
)
def test_would_an_orphan_be_found(coverage, name, changes, words):
    broken = without(coverage, seeds=seed_of(coverage, name, **changes))
    assert [sentence for sentence in orphans(broken) if words in sentence]


def test_would_a_competence_without_a_unit_or_with_one_exercise_be_found(coverage):
    module = coverage.open[-1]
    bare = replace(module, units=tuple(replace(unit, competences=()) for unit in module.units))
    modules = tuple(bare if one is module else one for one in coverage.modules)
    assert len(untaught(without(coverage, modules=modules))) == len(module.competences)
    name = module.competences[0]
    kept = coverage.tasks_of(name, Use.GRADED)[:1]
    tasks = tuple(task for task in coverage.tasks if task.competence != name or task in kept)
    assert f"{name} has 1 exercises" in untaught(without(coverage, tasks=tasks))
    recall = tuple(replace(task, use=Use.RECALL) for task in coverage.tasks)
    assert untaught(without(coverage, tasks=recall)), "recall questions are no exercises"
