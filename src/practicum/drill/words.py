"""What `messages.<language>.yaml` may hold: every word of a drill, and nothing that decides."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from practicum.drill.schema import Slug, Strict

Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Variants = Annotated[tuple[Text, ...], Field(min_length=1)]


class AuthorWords(Strict):
    """How an author appears.

    Attributes:
        name: Display name.
        handle: Without the at sign.
        bio: What everyone can read on the profile.
        record: What a check of the author brings up.
    """

    name: Text
    handle: Text
    bio: str = ""
    record: str = ""


class ColleagueWords(Strict):
    """How a colleague appears.

    Attributes:
        name: Name and role, such as `Inès Okafor, quality`.
        knows: What to ask them, one sentence.
        default: What they answer when the matter is not theirs.
        told: What they answer when something is escalated to them that is not theirs, or not new.
    """

    name: Text
    knows: Text
    default: Text
    told: Text


class ThreadWords(Strict):
    """The words of a thread.

    Attributes:
        label: How the debrief calls it, a short noun phrase.
        says: The first message; one variant is drawn. Empty for a picture without text.
        image: Description of the picture, or empty.
        search: What a reverse-image search brings up.
        context: What a closer look brings up: the posts around it, who is meant, what came before.
        more: Later messages by id, with variants.
        colleagues: Answers of colleagues by colleague, in the order of the scenario's rows.
        told: What those who own the matter answer when told, by colleague.
        options: Labels of the options.
        consequences: What the author says to each option; `option-row` for an option while a row of its
            `worth` counts.
        worth: Why an answer is worth something else, by the id of the row.
        missed: What the debrief says when the thread was missed.
        why: Explanations of the expert's acts, by key.
        scripts: Texts that the expert writes, by key.
    """

    label: Text
    says: tuple[Text, ...] = ()
    image: str = ""
    search: str = ""
    context: str = ""
    more: dict[Slug, Variants] = Field(default_factory=dict)
    colleagues: dict[Slug, Variants] = Field(default_factory=dict)
    told: dict[Slug, Text] = Field(default_factory=dict)
    options: dict[Slug, Text] = Field(default_factory=dict)
    consequences: dict[Slug, Text] = Field(default_factory=dict)
    worth: dict[Slug, Text] = Field(default_factory=dict)
    missed: str = ""
    why: dict[Slug, Text] = Field(default_factory=dict)
    scripts: dict[Slug, Text] = Field(default_factory=dict)


class IssueWords(Strict):
    """The words of an issue.

    Attributes:
        name: What the desk calls it, a short noun phrase.
        crowd: What the crowd says, by segment and tone, such as `customers-question`; several wordings each.
            `{name}` and other braces are not replaced: write whole sentences.
        turns: What the internal channel says at each turn, in order.
    """

    name: Text
    crowd: dict[Slug, Variants] = Field(default_factory=dict)
    turns: tuple[Text, ...] = ()


class OperationWords(Strict):
    """The words of an operation: what it is called, and what it says to the public."""

    label: Text
    text: Text


class DutyWords(Strict):
    """The words of a duty: what it is, why the expert does it, and the texts written for it."""

    label: Text
    why: str = ""
    scripts: dict[Slug, Text] = Field(default_factory=dict)


class Page(Strict):
    """One page of the dossier, in Markdown. With an id, looking it up is an act that can be logged."""

    id: Slug | None = None
    title: Text
    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class Words(Strict):
    """A whole `messages.<language>.yaml`.

    Attributes:
        title: Title of the drill.
        kind: What kind of drill it is, such as `Orientation`.
        day: Day of the shift.
        index: What the curve of the debrief measures.
        aim: What the learner comes to practise, one sentence.
        brief: Paragraphs read before the shift, in Markdown.
        dossier: What the desk has at hand: mandate, facts, contacts, past cases.
        platforms: Names of platforms.
        postures: Labels of postures.
        reasons: Labels of reasons for silence.
        hide_reasons: Labels of reasons for hiding.
        formats: Labels of the forms of a post.
        restrictions: Labels of ways to restrict comments.
        audiences: Names of those who can be told.
        issues: The words of each issue.
        facts: The sentence of each fact.
        operations: The words of each operation.
        canned: Ready-made replies, by name; to be edited before they are sent.
        authors: The public.
        colleagues: The house.
        threads: The words of each thread.
        bursts: What mentions share in a burst, one sentence.
        duties: The words of each duty.
        gates: What each gate forbids, one sentence.
        objectives: What was meant to happen, one sentence each.
        findings: Headlines; `{time}` may stand for the minute at which the first condition came true.
        dimensions: Labels of dimensions that a scenario names its own way.
        draws: What each drawn value puts into the words: `{hours}` anywhere becomes the text of that name.
        caution: What the model cannot tell.
    """

    title: Text
    kind: Text
    day: Text
    index: Text
    aim: Text
    brief: Variants
    dossier: tuple[Page, ...] = ()
    platforms: dict[Slug, Text]
    postures: dict[Slug, Text] = Field(default_factory=dict)
    reasons: dict[Slug, Text] = Field(default_factory=dict)
    hide_reasons: dict[Slug, Text] = Field(default_factory=dict)
    formats: dict[Slug, Text] = Field(default_factory=dict)
    restrictions: dict[Slug, Text] = Field(default_factory=dict)
    audiences: dict[Slug, Text] = Field(default_factory=dict)
    issues: dict[Slug, IssueWords] = Field(default_factory=dict)
    facts: dict[Slug, Text] = Field(default_factory=dict)
    operations: dict[Slug, OperationWords] = Field(default_factory=dict)
    canned: dict[Slug, Text] = Field(default_factory=dict)
    authors: dict[Slug, AuthorWords]
    colleagues: dict[Slug, ColleagueWords] = Field(default_factory=dict)
    threads: dict[Slug, ThreadWords]
    bursts: dict[Slug, Text] = Field(default_factory=dict)
    duties: dict[Slug, DutyWords] = Field(default_factory=dict)
    gates: dict[Slug, Text] = Field(default_factory=dict)
    objectives: dict[Slug, Text] = Field(default_factory=dict)
    findings: dict[Slug, Text] = Field(default_factory=dict)
    dimensions: dict[str, Text] = Field(default_factory=dict)
    draws: dict[Slug, dict[Slug, dict[Slug, Text]]] = Field(default_factory=dict)
    caution: Text
