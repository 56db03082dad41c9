"""What goes into a package, and what is taken out of it on the way.

A question shows its form and no more: bounds of words, heads of columns, labels of options. Whatever marks it
stays with the body: tolerances, words that a text must hold, rules for the rows of a file, competences.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

import yaml

from practicum.exam.families.tables import handed_out
from practicum.exam.forms.ask import part_one
from practicum.exam.sitting.codes import locked_by
from practicum.exam.sitting.package import PACKAGE
from practicum.i18n import _
from practicum.marking import (
    ArtefactKind,
    Choice,
    Column,
    CsvFile,
    Exercise,
    Number,
    Table,
    Text,
    TextRules,
    always,
    describe,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from practicum.exam.bank.read import Bank
    from practicum.exam.families import Draw, Family
    from practicum.exam.forms.form import Form
    from practicum.exam.scheme import Accommodation, Examination
    from practicum.exam.sitting.record import Candidate, Codes, Sitting
    from practicum.marking import Kind

NO_CLOCK = "no-clock"
_SCENARIO, _WORDS = "scenario.yaml", "messages.en.yaml"
_HUNDRED = 100
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def contents(  # noqa: PLR0913, PLR0917  what a package is made of
    sitting: Sitting,
    candidate: Candidate,
    examination: Examination,
    bank: Bank,
    form: Form,
    families: Mapping[str, Family],
    draws: Mapping[str, Draw],
    codes: Codes,
) -> dict[str, Any]:
    """Return the document of a candidate's package, as JSON values."""
    scheme = examination.scheme
    titles = {one.id: one.title for one in scheme.certificate}
    granted = [one for one in scheme.accommodation if one.id in candidate.accommodations]
    longer = 1 + candidate.extra_time / _HUNDRED
    return {
        "format": PACKAGE.name,
        "version": PACKAGE.version,
        "sitting": sitting.id,
        "candidate": candidate.code,
        "certificate": titles[candidate.certificate],
        "label": _label(scheme.label, rehearsal=sitting.rehearsal),
        "day": sitting.day,
        "parts": [
            {"id": part.id, "title": part.title, "minutes": ceil(part.minutes * longer), "own": part.minutes}
            for part in scheme.part
        ],
        "clock": NO_CLOCK not in candidate.accommodations,
        "accommodations": [_granted(one) for one in granted],
        "codes": {"pause": locked_by(codes.pause), "stop": locked_by(codes.stop)},
        "rules": rules_of(examination),
        "tutorial": shown(tutorial()),
        "part1": shown(part_one(bank, form).values()),
        "part2": [_task(families[name], draws[name], longer) for _block, name in candidate.families.items()],
    }


def _label(label: str, *, rehearsal: bool) -> str:
    sentence = f"{label[:1].upper()}{label[1:].rstrip('.')}."
    return f"{sentence} {_('A rehearsal: it decides nothing.')}" if rehearsal else sentence


def _granted(one: Accommodation) -> str:
    return f"{one.what}. {one.how}"


def _task(family: Family, draw: Draw, longer: float) -> dict[str, Any]:
    about = family.about
    return {
        "block": about.block,
        "family": about.id,
        "title": about.title,
        "minutes": about.minutes,
        "brief": about.brief,
        "exercises": shown(family.exercises.values()),
        "tables": handed_out(family, draw.seed),
        "drill": _drill(family, draw, longer),
    }


def _drill(family: Family, draw: Draw, longer: float) -> dict[str, Any] | None:
    scenario = family.scenario
    if scenario is None:
        return None
    return {
        "slug": scenario.slug,
        "seed": draw.drill_seed,
        "minutes": family.about.minutes * longer,
        "hash": scenario.at(draw.drill_seed).hash,
        "files": {
            name: _without_comments(scenario.folder / name, scenario.hash) for name in (_SCENARIO, _WORDS)
        },
    }


@lru_cache(maxsize=64)
def _without_comments(path: Path, _state: str) -> str:
    """Return a YAML file as JSON, which is YAML too: comments say what is right, and why."""
    document = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  a safe one
    return json.dumps(document, ensure_ascii=False)


def shown(exercises: Iterable[Exercise]) -> dict[str, Any]:
    """Return questions as a candidate may see them: what is asked, in which form, not what marks it."""
    asked = list(exercises)
    descriptor = describe(asked)
    for entry, one in zip(descriptor["exercises"], asked, strict=True):
        entry |= {"kind": bare(one.kind).model_dump(mode="json"), "competence": "", "see": ""}
    return descriptor


def bare(kind: Kind) -> Kind:
    """Return a kind without what only marking needs."""
    if isinstance(kind, Number):
        return kind.model_copy(update={"tolerance": 0.0})
    if isinstance(kind, Text):
        return Text(min_words=kind.min_words, max_words=kind.max_words)
    if isinstance(kind, ArtefactKind):
        return kind.model_copy(update={"validator": _bare_file(kind.validator)})
    if isinstance(kind, Table):
        rows = {name: bare(row) for name, row in kind.rows.items()}
        return Table.model_validate({"rows": rows, "labels": kind.labels})
    return kind


def _bare_file(validator: Any) -> Any:
    if isinstance(validator, CsvFile):
        columns = tuple(Column(name=one.name) for one in validator.columns)
        return CsvFile(columns=columns, max_rows=validator.max_rows)
    if isinstance(validator, TextRules):
        return TextRules(min_words=validator.min_words, max_words=validator.max_words)
    return validator


def tutorial() -> list[Exercise]:
    """Return three invented questions, one of each form that needs a try; they count for nothing."""
    reason = "It is not marked."
    return [
        Exercise(
            id="t01",
            title=_("Choose"),
            competence="A1",
            points=1,
            kind=Choice(options={"a": _("A pond"), "b": _("A lighthouse"), "c": _("A bakery")}),
            question=_("Where would you look for a loaf of bread? Choose one, then change your mind."),
            reference=always("c"),
            few_mistakes=reason,
        ),
        Exercise(
            id="t02",
            title=_("Type a number"),
            competence="A1",
            points=1,
            kind=Number(unit="percent", tolerance=0.5),
            question=_("Of 200 boats, 30 are red. How many percent is that?"),
            reference=always(15),
            few_mistakes=reason,
        ),
        Exercise(
            id="t03",
            title=_("Write a text"),
            competence="A1",
            points=1,
            kind=Text(min_words=5, max_words=30),
            question=_("Write a line to a neighbour whose cat sits in your tree."),
            reference=always(_("Your cat is safe in our tree. Come when you like.")),
            few_mistakes=reason,
        ),
    ]


def rules_of(examination: Examination) -> str:
    """Return the rules of the examination and the promise, as Markdown."""
    scheme = examination.scheme
    parts = "\n".join(
        "- " + _("{title}: {minutes} minutes.").format(title=part.title, minutes=part.minutes)
        for part in scheme.part
    )
    errors = "\n".join(f"- {one.what}" for one in scheme.critical)
    return "\n\n".join(
        [
            "## " + _("Rules of the examination"),
            parts,
            _("Extra time that was granted to you is added to these. Your own clock counts, nobody else's."),
            _(
                "What you type is saved at once. If the computer stops, call the invigilator: you go on "
                "where you were, and the time in between is given back."
            ),
            _("Raise your hand, or use “Call the invigilator”, for anything that hinders you."),
            _("Work alone. Phones and your own notes stay outside; paper is given to you, and stays here."),
            scheme.decision.rule,
            _("Whoever does one of these things cannot pass, whatever else they show:"),
            errors,
            "## " + _("Your promise"),
            scheme.after.confidentiality,
            _("The work that you hand in is your own."),
        ]
    )
