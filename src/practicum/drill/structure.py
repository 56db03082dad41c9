"""What `scenario.yaml` may hold as a whole: the structure of a drill, without a word that a learner reads."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from practicum.drill.schema import (
    Condition,
    Dimension,
    Handling,
    Minute,
    Part,
    Slug,
    Step,
    Strict,
    Thread,
    Weight,
    Window,
)
from practicum.drill.schema_issue import Fact, Issue, Operation, Service


class Author(Strict):
    """A person or organisation of the public.

    Attributes:
        followers: Never part of any mark.
        verified: Carries the platform's badge.
        kind: Person or organisation.
    """

    followers: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    verified: bool = False
    kind: Literal["person", "organisation"] = "person"


class Colleague(Strict):
    """Someone inside the house.

    Attributes:
        after: Minutes until a general answer comes.
    """

    after: Window


class Hour(Strict):
    """The usual number of mentions in the hour that begins at `minute`."""

    minute: Minute
    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]


class Burst(Strict):
    """A stretch in which mentions share a word; a comparison with the usual hour says so."""

    id: Slug
    window: tuple[Minute, Minute]


class Duty(Strict):
    """An act that the shift expects, whichever thread it hangs on: a statement, a level, a note to the staff.

    Attributes:
        id: Names the duty in marks and words.
        dimension: Where it counts.
        action: Which act fulfils it.
        window: From which minute to which; after `since`, counted from the moment that it first holds.
        weight: Against the other marks of that dimension.
        since: The duty arises when all of these hold; while they never do, it is not judged.
        unless: The duty does not arise when one of these holds at that moment.
        before: Half the mark only, when this held before the act: staff are told before the public is.
        fields: The act must carry these fields; a field of several values must hold the value.
        postures: Acceptable postures of the statement; another one halves the mark.
        parts: Parts that it should say; each is an equal share of half the mark.
        facts: Facts that it should state, like parts.
        every: It should be done again at least every so many minutes, until `until` holds or the shift ends.
        until: End of the rhythm.
        watching: Threads that should be on the watch list then, as far as they have appeared.
        reference: The expert's act.
    """

    id: Slug
    dimension: Dimension
    action: Slug
    window: tuple[Minute, Minute]
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    since: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    before: Condition | None = None
    fields: dict[Slug, str] = Field(default_factory=dict)
    postures: tuple[Slug, ...] = ()
    parts: tuple[Part, ...] = ()
    facts: tuple[Slug, ...] = ()
    every: Annotated[int, Field(ge=5, le=10_080)] | None = None
    until: Condition | None = None
    watching: tuple[Slug, ...] = ()
    reference: Step | None = None


class Gate(Strict):
    """A critical error that caps the total.

    Attributes:
        id: Names the gate in words.
        action: The act that can fire it.
        criticism: Only on lawful criticism.
        threads: Only on these threads; empty means any.
        postures: Only with one of these postures.
        parts: Only with one of these parts.
        unconfirmed: Only while this colleague has not answered in the thread.
        contains: Only when everyone can read the text and it holds one of these, capitals and spaces apart.
        unknown_facts: Only when it states one of these facts before it is known.
        fields: Only with these fields; a field of several values must hold the value.
        options: Only when one of these answers is given.
        needs: Only while all of these hold when the act begins.
        unless: Only while none of these holds when the act begins.
    """

    id: Slug
    action: Slug
    criticism: bool = False
    threads: tuple[Slug, ...] = ()
    postures: tuple[Slug, ...] = ()
    parts: tuple[Part, ...] = ()
    unconfirmed: Slug | None = None
    contains: tuple[str, ...] = ()
    unknown_facts: tuple[Slug, ...] = ()
    fields: dict[Slug, str] = Field(default_factory=dict)
    options: tuple[Slug, ...] = ()
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class Finding(Strict):
    """A sentence that may head the debrief: the first whose conditions hold is taken."""

    id: Slug
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class Objective(Strict):
    """Something that was meant to happen, told from marks.

    Attributes:
        id: Key of its words.
        rules: Rules whose marks it gathers.
        threads: Only on these threads; empty means any.
    """

    id: Slug
    rules: Annotated[tuple[Slug, ...], Field(min_length=1)]
    threads: tuple[Slug, ...] = ()


class Intensity(Strict):
    """How a drill differs from its usual course when it is played easier or harder; all of it is proposed.

    Attributes:
        reach: Percent of the people whom threads and seeds make an issue known to: volume follows it.
        wait: Percent of the minutes that colleagues take to answer.
        pace: Percent of every target and window that counts from a moment.
        pools: How many threads a seed takes from these pools instead.
        coefficients: Values that replace those of the table and of the drill, by name.
        without: Threads and duties that do not come.
        threads: Threads that come only here; their words stand with the others.
    """

    reach: Annotated[int, Field(ge=5, le=1_000)] = 100
    wait: Annotated[int, Field(ge=5, le=1_000)] = 100
    pace: Annotated[int, Field(ge=20, le=500)] = 100
    pools: dict[Slug, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    coefficients: dict[Slug, Annotated[int, Field(ge=-10_000, le=10_000)]] = Field(default_factory=dict)
    without: tuple[Slug, ...] = ()
    threads: tuple[Thread, ...] = ()


class Seeds(Strict):
    """The seeds that the drill is played with.

    Attributes:
        practice: Open ones. The stored reference is played on the first, an expert's beginning shown on the
            last: two of them where an example would answer the first run.
        assessed: Those that are kept.
    """

    practice: Annotated[tuple[Slug, ...], Field(min_length=1)]
    assessed: tuple[Slug, ...] = ()


class Structure(Strict):
    """A whole `scenario.yaml`.

    Attributes:
        format: Always `practicum-scenario`.
        version: Version of this format.
        slug: Name of the drill, and of its folder.
        brand: The organisation at whose desk the learner sits.
        start: Time of day at minute 0, such as `09:00`.
        length: Minutes of the shift.
        relief: Minute from which the shift can be handed over; by default its last.
        platforms: Where messages come from.
        closed_platforms: Those of them on which a reply is read by one person only, such as an inbox.
        actions: Which actions the desk offers, in order, with their cost in minutes.
        postures: Postures that a reply may take.
        fact_postures: Those of them that state facts.
        reasons: Reasons for not answering.
        hide_reasons: Rules of the house: reasons for hiding, labelling, removing, warning.
        formats: Forms that a post of the house may take, such as `status`, `pinned`, `story`, `video`.
        restrictions: Ways to restrict comments, such as `slow`, `followers-only`, `closed`.
        audiences: People and bodies who can be told: staff, retailers, partners, the authority.
        levels: Whether the desk has escalation levels 0 to 3.
        shift_break: Minutes of work after which judgement tires until a break; absent means never.
        issues: What the crowd talks about.
        facts: What may be stated, and when it is known.
        operations: Scheduled posts, advertisements and partners.
        service: The queue behind the desk.
        seeds: Practice and assessed seeds.
        baseline: The usual hour curve.
        bursts: Stretches in which mentions share a word.
        pools: How many threads a seed takes from each pool.
        draws: Values of which a seed takes one each, such as the hours that a client has; conditions ask for
            them with `drawn`, and the words say what each puts into the texts.
        authors: The public.
        colleagues: The house.
        handlings: Acceptable sets by name.
        weights: Points by dimension; they sum to 100. Proposed, not validated.
        coefficients: Values that replace those of the common table, by name.
        intensities: What is different when it is played easier or harder.
        confidence: Actions that ask how sure the learner is.
        threads: The master events list.
        duties: Acts that the shift expects once.
        gates: Critical errors.
        objectives: What was meant to happen.
        findings: Possible headlines.
    """

    format: Literal["practicum-scenario"]
    version: Literal[1]
    slug: Slug
    brand: str
    start: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    length: Annotated[int, Field(ge=10, le=10_080)]
    relief: Minute | None = None
    platforms: Annotated[tuple[Slug, ...], Field(min_length=1)]
    closed_platforms: tuple[Slug, ...] = ()
    actions: dict[Slug, Annotated[int, Field(ge=0, le=240)]]
    postures: tuple[Slug, ...] = ()
    fact_postures: tuple[Slug, ...] = ()
    reasons: tuple[Slug, ...] = ()
    hide_reasons: tuple[Slug, ...] = ()
    formats: tuple[Slug, ...] = ()
    restrictions: tuple[Slug, ...] = ()
    audiences: tuple[Slug, ...] = ()
    levels: bool = False
    shift_break: Annotated[int, Field(ge=10, le=1_000)] | None = None
    issues: tuple[Issue, ...] = ()
    facts: tuple[Fact, ...] = ()
    operations: tuple[Operation, ...] = ()
    service: Service | None = None
    seeds: Seeds
    baseline: Annotated[tuple[Hour, ...], Field(min_length=1)]
    bursts: tuple[Burst, ...] = ()
    pools: dict[Slug, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    draws: dict[Slug, Annotated[tuple[Slug, ...], Field(min_length=1)]] = Field(default_factory=dict)
    authors: Annotated[dict[Slug, Author], Field(min_length=1)]
    colleagues: dict[Slug, Colleague] = Field(default_factory=dict)
    handlings: dict[Slug, Handling]
    weights: dict[Dimension, Weight]
    coefficients: dict[Slug, Annotated[int, Field(ge=-10_000, le=10_000)]] = Field(default_factory=dict)
    intensities: dict[Literal["easier", "harder"], Intensity] = Field(default_factory=dict)
    confidence: tuple[Slug, ...] = ()
    threads: Annotated[tuple[Thread, ...], Field(min_length=1)]
    duties: tuple[Duty, ...] = ()
    gates: tuple[Gate, ...] = ()
    objectives: tuple[Objective, ...] = ()
    findings: tuple[Finding, ...] = ()
