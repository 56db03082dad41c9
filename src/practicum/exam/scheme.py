"""The scheme and the blueprint of the examination: `exam/scheme.toml` and `exam/blueprint.toml`."""

from __future__ import annotations

from dataclasses import dataclass as plain_dataclass
from math import floor
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from practicum.i18n import _
from practicum.learn.course_data import STRICT, broken, read_course_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HUNDRED = 100
MOST_CRITICAL = 6
"""A candidate must be able to keep the critical errors in mind."""

_Words = Annotated[str, Field(min_length=1)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Points = Annotated[float, Field(ge=0, le=HUNDRED)]
_Count = Annotated[int, Field(gt=0)]


@dataclass(frozen=True, config=STRICT)
class Certificate:
    """What one of the certificates says: its id, title, scope, and the tasks that it stands for."""

    id: _Words
    title: _Words
    scope: _Words
    tasks: Annotated[tuple[_Words, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class Prerequisite:
    """What somebody needs who applies, and how they can show it."""

    id: _Words
    what: _Words
    proof: _Words


@dataclass(frozen=True, config=STRICT)
class Part:
    """A part of the examination.

    Attributes:
        id: `part1` or `part2`.
        title: For people.
        share: Percent of the composite.
        cut: Its own cut, in percent of its points.
        sem: Standard error of measurement, in the same unit.
        minutes: Time without accommodations.
    """

    id: _Words
    title: _Words
    share: _Count
    cut: _Points
    sem: _Points
    minutes: _Count

    @property
    def floor(self) -> float:
        """The least percent that a candidate needs here: the cut less one standard error."""
        return self.cut - self.sem


@dataclass(frozen=True, config=STRICT)
class Decision:
    """How it is decided: the cut of the composite in percent, days for an appeal, and the rules in words."""

    composite: _Points
    review_days: _Count
    rule: _Words
    band: _Words
    people: _Words


@dataclass(frozen=True, config=STRICT)
class CriticalError:
    """What nobody may do who is certified: where it can be seen, and the article of the code it breaks."""

    id: _Words
    what: _Words
    seen_in: Annotated[tuple[_Words, ...], Field(min_length=1)]
    article: _Count


@dataclass(frozen=True, config=STRICT)
class Accommodation:
    """What makes the examination fair to somebody: extra time in percent, and how it is done."""

    id: _Words
    what: _Words
    extra_time: Annotated[int, Field(ge=0, le=HUNDRED)]
    how: _Words


@dataclass(frozen=True, config=STRICT)
class RoleInWords:
    """Who does what."""

    id: _Words
    what: _Words


@dataclass(frozen=True, config=STRICT)
class After:
    """What follows a decision, in words for the public."""

    results: _Words
    appeals: _Words
    complaints: _Words
    suspension: _Words
    renewal: _Words
    use: _Words
    confidentiality: _Words


@dataclass(frozen=True, config=STRICT)
class Scheme:
    """All of `exam/scheme.toml`; the attributes are named as its tables."""

    name: _Words
    version: _Words
    label: _Words
    languages: tuple[_Words, ...]
    validity_months: _Count
    fees: _Words
    training: _Words
    machines: _Words
    certificate: tuple[Certificate, ...]
    prerequisite: tuple[Prerequisite, ...]
    part: tuple[Part, ...]
    decision: Decision
    critical: tuple[CriticalError, ...]
    accommodation: tuple[Accommodation, ...]
    role: tuple[RoleInWords, ...]
    after: After


@dataclass(frozen=True, config=STRICT)
class Band:
    """The least and the most of a share."""

    least: _Share
    most: _Share


@dataclass(frozen=True, config=STRICT)
class FormPlan:
    """What a form is made of.

    Attributes:
        scored: Questions that count.
        pilot: Questions that are tried out and do not count.
        minutes: Expected time of all questions, at most.
        exposure: Share of recent candidates who may have seen a question, at most.
    """

    scored: _Count
    pilot: Annotated[int, Field(ge=0)]
    minutes: Annotated[float, Field(gt=0)]
    exposure: _Share


@dataclass(frozen=True, config=STRICT)
class Facility:
    """How hard items and forms may be.

    Attributes:
        item: Expected facility of a single item.
        mean: Mean expected facility of the scored items of a form.
        apart: How far a form may lie from the common aim of parallel forms.
        information: The same for information at the cut, as a share of it.
    """

    item: Band
    mean: Band
    apart: _Share
    information: _Share


@dataclass(frozen=True, config=STRICT)
class BankPlan:
    """What the bank must carry: parallel forms without a common item, and items for each competence."""

    forms: _Count
    items_a_competence: _Count


@dataclass(frozen=True, config=STRICT)
class Block:
    """A block of the practical part."""

    id: _Words
    title: _Words
    points: _Count
    evidence: _Words
    marking: _Words


@dataclass(frozen=True, config=STRICT)
class Blueprint:
    """All of `exam/blueprint.toml`; the attributes are named as its tables."""

    version: _Words
    label: _Words
    form: FormPlan
    facility: Facility
    levels: dict[str, Band]
    bank: BankPlan
    areas: dict[str, dict[str, _Count]]
    block: tuple[Block, ...]

    def items_by_area(self, certificate: str) -> dict[str, int]:
        """Return how many scored items of each area stand in a form, by largest remainder."""
        return largest_remainder(self.areas[certificate], self.form.scored)


@plain_dataclass(frozen=True)
class Examination:
    """The scheme with its blueprint."""

    scheme: Scheme
    blueprint: Blueprint


def largest_remainder(weights: Mapping[str, int], seats: int) -> dict[str, int]:
    """Share seats out by weight, so that they add up (Hamilton's method); of equal remainders the first wins.

    Args:
        weights: Weight of each name, in any unit.
        seats: How many there are to share out.
    """
    total = sum(weights.values())
    due = {name: seats * weight / total for name, weight in weights.items()}
    given = {name: floor(share) for name, share in due.items()}
    by_remainder = sorted(weights, key=lambda name: given[name] - due[name])
    for name in by_remainder[: seats - sum(given.values())]:
        given[name] += 1
    return given


def read_examination(folder: Path) -> Examination:
    """Read the scheme and the blueprint.

    Args:
        folder: The folder that holds `scheme.toml` and `blueprint.toml`.

    Raises:
        PracticumError: A file is missing, has another shape, or says something that does not add up.
    """
    scheme = read_course_data(folder / "scheme.toml", Scheme)
    blueprint = read_course_data(folder / "blueprint.toml", Blueprint)
    if problem := next(_scheme_problems(scheme, blueprint), ""):
        raise broken(folder / "scheme.toml", problem)
    if problem := next(_blueprint_problems(scheme, blueprint), ""):
        raise broken(folder / "blueprint.toml", problem)
    return Examination(scheme, blueprint)


def _scheme_problems(scheme: Scheme, blueprint: Blueprint) -> Iterator[str]:
    lists = (scheme.certificate, scheme.prerequisite, scheme.part, scheme.critical, scheme.accommodation)
    for rows in lists:
        ids = [row.id for row in rows]
        yield from (_("{id} stands there twice").format(id=name) for name in ids if ids.count(name) > 1)
    if sum(part.share for part in scheme.part) != HUNDRED:
        yield _("the shares of the parts do not add up to 100")
    if len(scheme.critical) > MOST_CRITICAL:
        yield _("more than six critical errors are named")
    blocks = {block.id for block in blueprint.block}
    for error in scheme.critical:
        for name in error.seen_in:
            if name not in blocks:
                yield _("{id} is seen in {block}, which is not a block").format(id=error.id, block=name)
    for part in scheme.part:
        if part.floor <= 0:
            yield _("the floor of {id} is not above zero").format(id=part.id)


def _blueprint_problems(scheme: Scheme, blueprint: Blueprint) -> Iterator[str]:
    if {one.id for one in scheme.certificate} != set(blueprint.areas):
        yield _("its areas are not those of the certificates of the scheme")
    for certificate, weights in blueprint.areas.items():
        if sum(weights.values()) != HUNDRED:
            yield _("the weights of {certificate} do not add up to 100").format(certificate=certificate)
    bands = {**blueprint.levels, "item": blueprint.facility.item, "mean": blueprint.facility.mean}
    for name, band in bands.items():
        if band.least > band.most:
            yield _("the least of {name} is above its most").format(name=name)
    if blueprint.levels.keys() != {"recall", "apply", "judge"}:
        yield _("its levels are not recall, apply and judge")
    least = sum(band.least for band in blueprint.levels.values())
    most = sum(band.most for band in blueprint.levels.values())
    if not least <= 1 <= most:
        yield _("the levels cannot add up to the whole form")
    practical = next((part.share for part in scheme.part if part.id == "part2"), 0)
    if sum(block.points for block in blueprint.block) != practical:
        yield _("the points of the blocks do not add up to the share of part 2")
