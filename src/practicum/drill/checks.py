"""What a scenario's author gets wrong although every key is in its place: found, and said in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from practicum.drill.checks_common import one
from practicum.drill.checks_issue import house_problems
from practicum.drill.checks_plan import plan_problems
from practicum.drill.checks_thread import thread_problems
from practicum.drill.fields import OPEN
from practicum.drill.variants import SLOT, changed
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicum.drill.structure import Structure
    from practicum.drill.words import Words

_ALL_POINTS = 100


def problems(structure: Structure, words: Words, coefficients: Iterable[str]) -> list[str]:
    """Return what contradicts itself in a scenario, a sentence each; empty when all is well."""
    names = {*coefficients}
    found = [*_names(structure, words)]
    if found:
        # The other checks look words up by name.
        return [*found, *_numbers(structure)]
    found = [*_numbers(structure), *_others(structure, words), *plan_problems(structure, words)]
    found.extend(house_problems(structure, words, names))
    found.extend(
        _("There is no coefficient '{name}' to replace.").format(name=name)
        for name in structure.coefficients
        if name not in names
    )
    for thread in structure.threads:
        found.extend(thread_problems(structure, words, thread, names))
    return found


def _names(structure: Structure, words: Words) -> Iterator[str]:
    """Everything that has a name has words, and everything that has words exists."""
    pairs: list[tuple[str, Iterable[str], Iterable[str]]] = [
        (_("platform"), structure.platforms, words.platforms),
        (_("posture"), structure.postures, words.postures),
        (_("reason"), structure.reasons, words.reasons),
        (_("reason for hiding"), structure.hide_reasons, words.hide_reasons),
        (_("author"), structure.authors, words.authors),
        (_("colleague"), structure.colleagues, words.colleagues),
        (_("form"), structure.formats, words.formats),
        (_("restriction"), structure.restrictions, words.restrictions),
        (_("audience"), structure.audiences, words.audiences),
        (_("issue"), [issue.id for issue in structure.issues], words.issues),
        (_("fact"), [fact.id for fact in structure.facts], words.facts),
        (_("operation"), [operation.id for operation in structure.operations], words.operations),
        (_("burst"), [burst.id for burst in structure.bursts], words.bursts),
        (_("duty"), [duty.id for duty in structure.duties], words.duties),
        (_("gate"), [gate.id for gate in structure.gates], words.gates),
        (_("objective"), [objective.id for objective in structure.objectives], words.objectives),
        (_("drawn value"), structure.draws, words.draws),
        (_("finding"), [finding.id for finding in structure.findings], words.findings),
        (_("thread"), _threads(structure), words.threads),
    ]
    for kind, have, told in pairs:
        listed = list(have)
        for name in dict.fromkeys(listed):
            if name not in {*told}:
                yield _("The {kind} '{name}' has no words.").format(kind=kind, name=name)
        for name in told:
            if name not in {*listed}:
                yield _("There are words for the {kind} '{name}', which does not exist.").format(
                    kind=kind, name=name
                )
        for name, count in Counter(listed).items():
            if count > 1:
                yield _("The {kind} '{name}' stands {count} times.").format(kind=kind, name=name, count=count)


def _threads(structure: Structure) -> list[str]:
    """Every thread that has words: an intensity may bring some, and two may share one."""
    own = [thread.id for thread in structure.threads]
    brought = dict.fromkeys(row.id for by in structure.intensities.values() for row in by.threads)
    return [*own, *brought]


def intensity_problems(structure: Structure, words: Words, coefficients: Iterable[str]) -> list[str]:
    """Return what contradicts itself when a drill is played easier or harder, a sentence each."""
    names = {*coefficients}
    found: list[str] = []
    rows = {*_threads(structure), *(duty.id for duty in structure.duties)}
    for level, by in structure.intensities.items():
        where = _("The intensity '{level}'").format(level=level)
        for name in by.without:
            found.extend(one(where, _("thread or duty"), name, rows))
        for name in by.pools:
            found.extend(one(where, _("pool"), name, structure.pools))
        if found:
            continue
        here = changed(structure, by)
        duties = {row.id for row in here.duties}
        told = words.model_copy(
            update={"duties": {name: text for name, text in words.duties.items() if name in duties}}
        )
        found += [f"{where}: {problem}" for problem in problems(here, told, names)]
    return found


def _numbers(structure: Structure) -> Iterator[str]:
    total = sum(structure.weights.values())
    if total != _ALL_POINTS:
        yield _("The weights sum to {total} points; they should sum to 100.").format(total=total)
    starts = [hour.minute for hour in structure.baseline]
    if starts[0] != 0 or starts != sorted(set(starts)):
        yield _("The baseline should begin at minute 0 and go on in order.")
    for hour in structure.baseline:
        if hour.low > hour.high:
            yield _("At minute {minute} the baseline's low is above its high.").format(minute=hour.minute)
    for pool, count in structure.pools.items():
        members = sum(1 for thread in structure.threads if thread.pool == pool)
        if count > members:
            yield _("The pool '{pool}' has {members} threads, and {count} should be taken from it.").format(
                pool=pool, members=members, count=count
            )
    twice = {*structure.seeds.practice} & {*structure.seeds.assessed}
    for seed in sorted(twice):
        yield _("The seed '{seed}' is both for practice and for assessment.").format(seed=seed)
    if structure.relief is not None and structure.relief > structure.length:
        yield _("The relief comes after the end of the shift.")


def _drawn(structure: Structure, words: Words) -> Iterator[str]:
    """Every value that a seed may draw fills the same slots, and every slot is filled."""
    filled: set[str] = set()
    for name, values in structure.draws.items():
        told = words.draws[name]
        for value in {*values} ^ {*told}:
            yield _("The drawn value '{name}' has the choice '{value}' in one of the two files only.").format(
                name=name, value=value
            )
        slots = [{*texts} for texts in told.values()]
        if any(own != slots[0] for own in slots):
            yield _("The choices of the drawn value '{name}' do not fill the same slots.").format(name=name)
        filled.update(*slots)
    if structure.draws:
        written = words.model_dump_json(exclude={"draws"})
        for slot in sorted({*SLOT.findall(written)} - filled - {"time"}):
            yield _("Nothing fills the slot '{slot}'.").format(slot="{" + slot + "}")


def _others(structure: Structure, words: Words) -> Iterator[str]:
    """Names that would be taken for something else."""
    if OPEN in structure.restrictions:
        yield _("A restriction cannot be called '{name}': that is the way to lift all.").format(name=OPEN)
    yield from _drawn(structure, words)
    pages = Counter(page.id for page in words.dossier if page.id)
    for page, count in pages.items():
        if count > 1:
            yield _("The page '{page}' of the dossier stands {count} times.").format(page=page, count=count)
