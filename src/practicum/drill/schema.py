"""What a row of the master events list may hold: messages, conditions, what is acceptable, expert steps.

Every model refuses unknown keys, so a typing slip in a scenario becomes a sentence and not a silent default.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Minute = Annotated[int, Field(ge=0, le=10_080)]
Window = Annotated[tuple[Minute, ...], Field(min_length=1, max_length=2)]
Weight = Annotated[int, Field(ge=0, le=1_000)]
Percent = Annotated[int, Field(ge=0, le=100)]

Topic = Literal["question", "complaint", "praise", "noise", "weak-signal"]
Part = Literal["acknowledge", "known", "unknown", "action", "next-update", "where"]
Channel = Literal["public", "private", "either"]
Answer = Literal["expected", "optional", "never"]
Evidence = Literal["post", "author", "image", "colleague", "baseline"]
EffectName = Literal["late", "answered", "answered-late", "misjudged", "thanked", "over", "hidden"]
BEST = "best"
"""What an expert's step may name instead of an option: the answer that is worth most as things stand."""

# Names for what was done that are no action's own: `informed`, for example, is an answer that states facts.
DONE = (
    "answered", "informed", "replied", "messaged", "left", "tagged", "watched", "checked", "searched",
    "asked", "told", "escalated", "hidden", "chosen", "appeared", "known", "hot", "drawn",
)  # fmt: skip
Segment = Literal["customers", "fans", "activists", "staff", "press", "trolls"]
Dimension = Literal[
    "detection", "timeliness", "strategy", "message", "escalation", "people", "outcome",
    "choices", "limits", "calibration",
]  # fmt: skip


class Strict(BaseModel):
    """Base of all scenario models: nothing unknown, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(Strict):
    """Something that must be so, at the minute at which it is asked.

    Attributes:
        thread: The thread that it is about; empty means the thread in which the condition stands.
        done: What the desk did there: one of `DONE`, or the id of an action. `informed` means an answer that
            states facts, `told` that a colleague's answer has come in and settles the matter, `appeared` that
            the thread came up at all, `known` that the fact named in `fields` is known, `hot` that the issue
            named there is, `drawn` that the seed drew this value: `{hours: six}`. An action without a thread,
            such as `post`, is looked for in the whole shift.
        to: For `escalated`, `asked` and `told`: one of these colleagues; empty means anyone.
        fields: The act carried these fields: `{level: "3"}`, `{what: spring-ads}`; a field of several values
            counts when it holds the value.
        option: For `chosen`: this one of the thread's options; absent means any.
        least: For `chosen`: the answer was worth at least so much, in percent.
        within: At most so many minutes after the thread appeared; absent means ever.
    """

    thread: str = ""
    done: Slug
    to: tuple[str, ...] = ()
    fields: dict[Slug, str] = Field(default_factory=dict)
    option: Slug | None = None
    least: Percent | None = None
    within: Minute | None = None


class Escalation(Strict):
    """Who has to hear about a thread, and with what in hand.

    Attributes:
        to: Any of these colleagues is right.
        evidence: What should be attached, each part carrying an equal share of the mark.
        within: Minutes from the message to the escalation for full marks.
    """

    to: Annotated[tuple[Slug, ...], Field(min_length=1)]
    evidence: tuple[Evidence, ...] = ("post",)
    within: Minute = 60


class Moderation(Strict):
    """What is acceptable for a post that was reported, or that breaks a rule.

    Attributes:
        decisions: Acts that settle it rightly, such as `keep`, `label`, `remove`; the first is the best.
        rules: Rules of the house that may be named as the reason; empty means that no reason is called for.
        look: What had to be looked at first: the context, the author, the picture.
        archive: Evidence must be kept before it is removed.
        care: The person may be in danger: the care protocol comes first (an escalation says to whom).
        too_hard: Acts that go too far here, such as `ban` at a first offence.
        target: Minutes from the report to the decision for full marks.
    """

    decisions: Annotated[tuple[Slug, ...], Field(min_length=1)]
    rules: tuple[Slug, ...] = ()
    look: tuple[Literal["context", "author", "image"], ...] = ()
    archive: bool = False
    care: bool = False
    too_hard: tuple[Slug, ...] = ()
    target: Annotated[int, Field(ge=1, le=10_080)] = 120


class Report(Strict):
    """A post in the moderation queue.

    Attributes:
        count: How many people reported it; says nothing about who is right.
        rule: The rule that the reports name.
        brigade: The reports come from accounts that act together; a look at their coordination says so.
        adviser: What the AI adviser should say of it: the engine draws whether it errs, at its known rates.
    """

    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    rule: Slug
    brigade: bool = False
    adviser: Literal["keep", "remove"] | None = None


class Handling(Strict):
    """The set of acceptable ways to treat a message, judged on what is visible at that minute.

    Attributes:
        needed: The message needs an act: a hit when flagged, a miss when not.
        topics: Tags that fit.
        severity: Severities that fit, 0 to 3.
        answer: Whether an answer is expected, optional (marks neither way) or better left unsaid.
        channel: Where the answer belongs.
        private: A private message is fine, even where a public word is not.
        target: Service target in minutes from the message to the first answer.
        flag_within: Minutes to the first sign that the desk saw it; by default the target, else 120.
        postures: Postures that fit an answer; empty means any.
        parts: Parts that an answer should say.
        wrong_parts: Parts that an answer cannot truthfully say.
        facts: Facts of the scenario that an answer should state, once they are known.
        moderation: What is acceptable when it is a matter of moderation.
        facts_from: The colleague whose answer must be in before the part `known` is true.
        escalation: Who must be told.
        verify: Checks that should come before an escalation.
        watch: The thread belongs on the watch list.
        tempting: Silence is right and hard: a logged reason earns a mark, plain silence a part of it.
        reasons: Reasons for silence that fit.
        criticism: Lawful criticism: hiding it fires the gate.
        weight: Weight of this message in every mark, 1 to 5; follows severity, never followers.
        effects: Effects that replace the common ones, by the name of a coefficient.
    """

    needed: bool = False
    topics: tuple[Topic, ...] = ()
    severity: tuple[Annotated[int, Field(ge=0, le=3)], ...] = ()
    answer: Answer = "never"
    channel: Channel = "public"
    private: bool = False
    target: Annotated[int, Field(ge=1, le=10_080)] | None = None
    flag_within: Annotated[int, Field(ge=1, le=10_080)] | None = None
    postures: tuple[Slug, ...] = ()
    parts: tuple[Part, ...] = ()
    wrong_parts: tuple[Part, ...] = ()
    facts: tuple[Slug, ...] = ()
    moderation: Moderation | None = None
    facts_from: Slug | None = None
    escalation: Escalation | None = None
    verify: tuple[Literal["author", "image"], ...] = ()
    watch: bool = False
    tempting: bool = False
    reasons: tuple[Slug, ...] = ()
    criticism: bool = False
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    effects: dict[EffectName, Slug] = Field(default_factory=dict)


class FollowUp(Strict):
    """A later message in a thread.

    Attributes:
        id: Unique within the thread.
        author: Who says it; by default the thread's author.
        since: The moment from which `after` counts: the thread's first message, or the desk's first such act.
        after: Minutes after that moment, fixed or drawn from a window.
        patience: The minute is drawn from the patience of the model instead, and it comes only while nobody
            has answered: people wait differently long.
        needs: All must hold when the message is due.
        unless: None may hold when the message is due.
        likes: Likes, fixed or drawn.
        handling: How the thread must be treated from here on; absent means as before.
        effect: Coefficient that applies when the message appears.
        internal: A colleague says it: only the desk sees it.
        private: Its author says it to the desk alone, as to a private message: it counts as no mention.
    """

    id: Slug
    author: str = ""
    since: Literal["opened", "answered", "informed", "messaged", "replied", "hidden", "left", "escalated"] = (
        "opened"
    )
    after: Window
    patience: bool = False
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    likes: Window = (0,)
    handling: str | Handling | None = None
    effect: Slug | None = None
    internal: bool = False
    private: bool = False


class Reaction(Strict):
    """What a colleague answers when first asked about a thread; several rows are several messages.

    Attributes:
        colleague: Who answers.
        after: Minutes until the answer, fixed or drawn.
        partial: The answer does not yet settle the matter.
    """

    colleague: Slug
    after: Window
    partial: bool = False


class Worth(Strict):
    """What an answer is worth instead, while something holds: what the desk knows, chose or drew decides.

    Attributes:
        id: Key of the sentence that says why, in the thread's `worth`; it may be shared by several answers.
        needs: All must hold when the answer begins.
        unless: None may hold then.
        credit: Share of the mark, in percent.
        effect: Coefficient that applies.
    """

    id: Slug
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    credit: Percent
    effect: Slug | None = None


class Option(Strict):
    """One of the answers that a thread offers. The seed decides which letter it stands under.

    Attributes:
        id: Its name; the learner sees a letter instead.
        credit: Share of the mark, in percent.
        effect: Coefficient that applies when it is chosen.
        limit: The option says that the data cannot answer.
        worth: What it is worth instead; the first row that holds counts.
    """

    id: Slug
    credit: Percent
    effect: Slug | None = None
    limit: bool = False
    worth: tuple[Worth, ...] = ()


class Step(Strict):
    """One act of the reference run, relative to the moment at which its thread appears.

    Attributes:
        do: The action.
        at: The message from which `after` counts; for a duty, the start of the shift.
        after: Minutes after that; a busy desk does it as soon as it can.
        once: Wait until this holds, then act.
        why: Key of the sentence that explains it in the debrief, in the thread's `why`.
        fields: The action's fields; texts are keys in the thread's `scripts`. `option: best` takes the answer
            that is worth most as things stand.
        confidence: How sure the expert is, in percent.
    """

    do: Slug
    at: Slug = "opening"
    after: Minute = 0
    once: Condition | None = None
    why: Slug | None = None
    fields: dict[str, str | int | tuple[str, ...]] = Field(default_factory=dict)
    confidence: Percent | None = None


class Thread(Strict):
    """One row of the master events list: a message, who says it, when, and what is acceptable.

    Attributes:
        id: Stable name; draws are keyed by it.
        platform: One of the scenario's platforms.
        author: One of the scenario's authors.
        when: Minute of the first message, fixed or drawn from a window.
        follows: It comes only after this, and `when` counts from the minute at which it first holds: somebody
            comes back to what was said.
        likes: Likes of the first message.
        shares: Shares of the first message.
        handling: The name of one of the scenario's handlings, or one written in place.
        issue: The issue that it belongs to: acts on it act on the issue.
        reach: How many people see it when it appears; feeds the issue. Never the author's followers.
        segment: Who these people are.
        report: It stands in the moderation queue.
        pool: Pool from which the seed takes some threads; absent means always there.
        needs: All must hold at its minute, or it never appears.
        unless: None may hold at its minute.
        effect: Coefficient that applies when it appears.
        more: Later messages.
        colleagues: What colleagues answer about this thread.
        options: Answers that it offers; empty means that the learner writes.
        reference: The expert's acts on it.
    """

    id: Slug
    platform: Slug
    author: Slug
    when: Window
    follows: Condition | None = None
    likes: Window = (0,)
    shares: Window = (0,)
    handling: str | Handling
    issue: Slug | None = None
    reach: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    segment: Segment = "customers"
    report: Report | None = None
    pool: Slug | None = None
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    effect: Slug | None = None
    more: tuple[FollowUp, ...] = ()
    colleagues: tuple[Reaction, ...] = ()
    options: Annotated[tuple[Option, ...], Field(max_length=6)] = ()
    reference: tuple[Step, ...] = ()
