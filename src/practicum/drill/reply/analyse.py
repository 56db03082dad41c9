"""Say what each sentence of a reply does, in the light of the message that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.drill.reply.language import ELEMENTS, Language, Rule, load_language
from practicum.drill.reply.overlap import repeated, stems
from practicum.drill.reply.patterns import NEAR, Found, Matcher
from practicum.drill.reply.text import LONGEST, Sentence, Token, plain, sentences
from practicum.drill.reply.tone import Tone, judge_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reply does.

    Attributes:
        element: what it is, one of `ELEMENTS`.
        rule: id of the rule that found it, in the language's data file.
        quote: the words, as the reply has them; they stand at `start` to `end`.
        sentence: number of the sentence, counted from 0.
        value: more about it where there is more: "public" or "private" for personal data asked.
        says: a sentence for the learner.
    """

    element: str
    rule: str
    quote: str
    start: int
    end: int
    sentence: int
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """One sentence of a reply and the elements found in it, in the order of `ELEMENTS`."""

    text: str
    start: int
    end: int
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a reply does, sentence by sentence and as a whole.

    Attributes:
        next_update: the words that say when the brand comes back, or "" when no time is said.
        cut: the reply was longer than is read.
        steps: the work done, in comparisons; a test bounds it.
    """

    reply: str
    sentences: tuple[SentenceRead, ...]
    findings: tuple[Finding, ...]
    tone: Tone
    next_update: str
    cut: bool
    steps: int

    @property
    def elements(self) -> tuple[str, ...]:
        """Return the elements of the whole reply, in the order of `ELEMENTS`."""
        found = {finding.element for finding in self.findings}
        return tuple(element for element in ELEMENTS if element in found)

    def of(self, element: str) -> tuple[Finding, ...]:
        """Return the findings of one element, in the order of the reply."""
        return tuple(finding for finding in self.findings if finding.element == element)

    def to_json(self) -> dict[str, Any]:
        """Return the analysis as plain JSON values."""
        return {
            "elements": list(self.elements),
            "tone": {"label": self.tone.label, "reasons": list(self.tone.reasons)},
            "next_update": self.next_update,
            "cut": self.cut,
            "sentences": [
                {"text": one.text, "start": one.start, "end": one.end, "elements": list(one.elements)}
                for one in self.sentences
            ],
            "findings": [
                {name: getattr(finding, name) for name in Finding.__slots__} for finding in self.findings
            ],
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds in a sentence, and the place of its words in the text."""

    rule: Rule
    sentence: int
    start: int
    end: int


class Reader:
    """Reads one reply with one language."""

    def __init__(self, reply: str, message: str, language: Language) -> None:
        self.language = language
        self.reply = reply
        self.text = plain(reply)
        self.message = sentences(plain(message), language)
        self.sentences = sentences(self.text, language)
        self.matchers = [Matcher(language.book, sentence.tokens) for sentence in self.sentences]
        asked = [Matcher(language.book, sentence.tokens) for sentence in self.message]
        self.steps = sum(matcher.steps for matcher in (*self.matchers, *asked))
        self.about = stems((token for one in self.message for token in one.tokens), language.overlap)
        self.said = {token.word for one in self.message for token in one.tokens}
        self.in_message = {found.owner for matcher in asked for found in matcher.found}
        self.owners = [{found.owner for found in matcher.found} for matcher in self.matchers]
        self.questions = [self._is_question(place) for place in range(len(self.sentences))]
        self.message_asks = any(sentence.asked for sentence in self.message) or any(
            language.rules[language.owners[owner]].element == "question"
            for owner in self.in_message
            if owner in language.owners
        )

    def _is_question(self, place: int) -> bool:
        rules = self.language.rules
        return self.sentences[place].asked or any(
            rules[self.language.owners[owner]].element == "question"
            for owner in self.owners[place]
            if owner in self.language.owners
        )

    def hits(self) -> Iterable[Hit]:
        """Yield every rule that holds, sentence by sentence."""
        for place, matcher in enumerate(self.matchers):
            for found in matcher.found:
                if found.owner not in self.language.owners:
                    continue
                rule = self.language.rules[self.language.owners[found.owner]]
                if self._holds(rule, place, found):
                    start, end = self._span(place, found)
                    yield Hit(rule, place, start, end)

    def _holds(self, rule: Rule, place: int, found: Found) -> bool:
        here = self.owners[place]
        asked = self.questions[place]
        if (rule.question == "only" and not asked) or (rule.question == "never" and asked):
            return False
        if rule.unless >= 0 and rule.unless in here:
            return False
        if rule.needs >= 0 and rule.needs not in here:
            return False
        if rule.message >= 0 and rule.message not in self.in_message:
            return False
        tokens = self.sentences[place].tokens
        if rule.new and any(token.word in self.said for token in tokens[found.first : found.after]):
            return False
        return rule.negation == "any" or not self._negated(tokens, found, rule)

    def _negated(self, tokens: Sequence[Token], found: Found, rule: Rule) -> bool:
        hard = tokens[found.first].hard
        reach = NEAR if rule.negation == "stops" else 0
        near = tokens[max(0, found.first - reach) : found.after]
        return any(token.word in self.language.negators and token.hard == hard for token in near)

    def _span(self, place: int, found: Found) -> tuple[int, int]:
        tokens = self.sentences[place].tokens
        last = max(found.after - 1, found.first)
        return tokens[found.first].start, tokens[last].end

    def echo(self, findings: Sequence[Finding]) -> tuple[int, int, int] | None:
        """Return the first word that takes up what the message is about, as (sentence, start, end).

        A word inside a request for data or a way to turn to does not count ("your order number"), nor does a
        sentence that denies, blames or plays down.
        """
        asks = [(one.start, one.end) for one in findings if one.element in {"personal_data_asked", "channel"}]
        harsh = {one.sentence for one in findings if one.element in {"denial", "blame", "minimising"}}
        for place, sentence in enumerate(self.sentences):
            if place in harsh:
                continue
            for key, token in stems(sentence.tokens, self.language.overlap).items():
                if key in self.about and not any(start <= token.start < end for start, end in asks):
                    return place, token.start, token.end
        return None

    def place_of_data(self, place: int, *, public: bool) -> str:
        """Say whether personal data asked in a sentence would be given in public or in private."""
        here = self.owners[place]
        if here & self.language.open_place:
            return "public"
        if not public or any(owners & self.language.private for owners in self.owners):
            return "private"
        return "public"

    def time(self, place: int, start: int) -> str:
        """Return the words of a sentence that give a time, rather after a place than before, or ""."""
        spans = [
            self._span(place, found)
            for found in self.matchers[place].found
            if found.owner in self.language.times
        ]
        # A time that a longer one holds adds nothing.
        spans = [
            one for one in spans if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in spans)
        ]
        if not spans:
            return ""
        first, last = min(spans, key=lambda one: (one[0] < start, one[0]))
        return self.reply[first:last]


def analyse(  # noqa: PLR0913 (a reply is judged in the light of all this)
    reply: str,
    message: str = "",
    *,
    public: bool = True,
    confidential: Sequence[str] = (),
    myths: Sequence[str] = (),
    language: str | Path = "en",
) -> Analysis:
    """Say what a reply does, in the light of the message that it answers.

    Args:
        reply: the text of the reply.
        message: the message that it answers; without it, what depends on it is judged on the reply alone.
        public: whether everyone can read the reply; decides where personal data would be given.
        confidential: facts that must not be told, a sentence each.
        myths: false claims that should not be repeated, a sentence each.
        language: the reply's language, or a data file of your own.

    Raises:
        LanguageError: there is no such language, or its file cannot be used.
    """
    words = load_language(language)
    reader = Reader(reply, message, words)
    findings: list[Finding] = []

    def add(element: str, rule: str, says: str, span: tuple[int, int, int], value: str = "") -> None:
        place, start, end = span
        quote = reply[start:end]
        findings.append(
            Finding(element, rule, quote, start, end, place, value, says.replace("{quote}", quote))
        )

    hits = list(reader.hits())
    for hit in hits:
        if hit.rule.element not in ELEMENTS:
            continue
        value = hit.rule.value
        if hit.rule.element == "personal_data_asked":
            value = reader.place_of_data(hit.sentence, public=public)
        add(hit.rule.element, hit.rule.id, hit.rule.says, (hit.sentence, hit.start, hit.end), value)
    _add_specials(reader, findings, add, confidential, myths)
    kept = _without_doubles(findings)
    time = next(
        (t for f in kept if f.element == "next_update" and (t := reader.time(f.sentence, f.start))), ""
    )
    return Analysis(
        reply=reply,
        sentences=tuple(
            SentenceRead(
                text=reply[sentence.start : sentence.end].strip(),
                start=sentence.start,
                end=sentence.end,
                elements=tuple(e for e in ELEMENTS if any(f.element == e and f.sentence == n for f in kept)),
            )
            for n, sentence in enumerate(reader.sentences)
        ),
        findings=kept,
        tone=judge_tone(reply, reader.text, hits, {finding.element for finding in kept}, words),
        next_update=time,
        cut=len(reply) > LONGEST,
        steps=reader.steps,
    )


def _add_specials(
    reader: Reader, findings: Sequence[Finding], add: Any, confidential: Sequence[str], myths: Sequence[str]
) -> None:
    """Add what no pattern can find: questions by their mark, and what overlaps with other texts."""
    special = reader.language.special
    for place, sentence in enumerate(reader.sentences):
        if sentence.asked:
            add("question", "asked", special["question"]["says"], (place, sentence.start, sentence.end))
    if (span := reader.echo(findings)) is not None:
        add("acknowledge", "echo", special["echo"]["says"], span)
    for element, texts in (("confidential", confidential), ("myth", myths)):
        facts: list[tuple[Sentence, ...]] = [sentences(plain(text), reader.language) for text in texts]
        for found in repeated(reader.sentences, facts, reader.language.overlap):
            add(element, element, special[element]["says"], found)


def _without_doubles(findings: list[Finding]) -> tuple[Finding, ...]:
    """Keep one finding where several of an element share words: the first to begin, then the longest."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start, -one.end, one.rule)):
        if not any(
            one.element == finding.element and one.start < finding.end and finding.start < one.end
            for one in kept
        ):
            kept.append(finding)
    return tuple(kept)
