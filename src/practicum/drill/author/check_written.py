"""What can be seen in a drill's files without playing it: promises that nothing keeps, words that miss."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from practicum.drill.author.remarks import Remark
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.load import Scenario
    from practicum.drill.schema import Handling

_ANSWERING = frozenset({"reply", "private", "press"})


def written(scenario: Scenario, messages: int) -> Iterator[Remark]:
    """Yield what is wrong or thin in the files.

    Args:
        scenario: The drill.
        messages: How many different written messages it should have at least.
    """
    yield from _messages(scenario, messages)
    yield from _variants(scenario)
    yield from _silence(scenario)
    yield from _duties(scenario)
    yield from _safety(scenario)
    yield from _windows(scenario)
    yield from _brands(scenario)


def _texts(scenario: Scenario) -> list[str]:
    """Every wording that the public may say, pictures without words included."""
    found: list[str] = []
    for words in scenario.words.threads.values():
        found.extend(words.says or (words.image,))
        found.extend(text for texts in words.more.values() for text in texts)
    for issue in scenario.words.issues.values():
        found.extend(text for texts in issue.crowd.values() for text in texts)
    return [" ".join(text.casefold().split()) for text in found]


def _messages(scenario: Scenario, wanted: int) -> Iterator[Remark]:
    texts = _texts(scenario)
    different = len({*texts})
    if different < wanted:
        sentence = ngettext(
            "there is {n} different written message; this kind of drill should have {wanted}.",
            "there are {n} different written messages; this kind of drill should have {wanted}.",
            different,
        )
        yield Remark("messages", sentence.format(n=different, wanted=wanted))
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        sentence = _("these words are said by more than one message: “{text}” People do not speak in chorus.")
        yield Remark("messages", sentence.format(text=text[:80]))


def _variants(scenario: Scenario) -> Iterator[Remark]:
    """A drill that comes in the same words on every seed is learnt by heart."""
    always = [thread for thread in scenario.structure.threads if thread.pool is None]
    single = [thread.id for thread in always if len(scenario.words_of(thread.id).says) == 1]
    if scenario.structure.seeds.assessed and len(single) * 2 > len(always):
        sentence = _(
            "{n} of {m} threads that always come have one wording only, such as {some}. Give them variants, "
            "or put threads of one kind into a pool, so that no two seeds read alike."
        )
        yield Remark(
            "messages",
            sentence.format(n=len(single), m=len(always), some=", ".join(single[:3])),
            serious=bool(single) and not scenario.structure.pools,
        )


def _silence(scenario: Scenario) -> Iterator[Remark]:
    if not any(handling.tempting for _where, handling in handlings(scenario)):
        yield Remark(
            "threads",
            _(
                "there is no moment at which silence is right and hard. Give one handling "
                "'answer: never' and 'tempting: true', so that restraint can be learnt."
            ),
        )


def handlings(scenario: Scenario) -> list[tuple[str, Handling]]:
    """Return every handling that a message of the drill has, with the place of the message."""
    found = []
    for thread in scenario.structure.threads:
        found.append((thread.id, scenario.handling(thread.handling)))
        found.extend(
            (f"{thread.id} > {follow.id}", scenario.handling(follow.handling))
            for follow in thread.more
            if follow.handling is not None
        )
    return found


def _duties(scenario: Scenario) -> Iterator[Remark]:
    """The expert's act for a duty must be one that fulfils it."""
    for duty in scenario.structure.duties:
        if duty.reference is not None and duty.reference.do != duty.action:
            sentence = _("its 'reference' does '{do}', which does not fulfil it.")
            yield Remark(_("duty {id}").format(id=duty.id), sentence.format(do=duty.reference.do))


def _safety(scenario: Scenario) -> Iterator[Remark]:
    """A fact that someone may act on needs a gate."""
    guarded = {fact for gate in scenario.structure.gates for fact in gate.unknown_facts}
    for fact in scenario.structure.facts:
        if fact.safety and fact.id not in guarded:
            sentence = _("someone may act on it, and no gate names it under 'unknown_facts'.")
            yield Remark(_("fact {id}").format(id=fact.id), sentence)


def _windows(scenario: Scenario) -> Iterator[Remark]:
    """Windows that contradict each other or the length of the shift."""
    structure = scenario.structure
    for where, handling in handlings(scenario):
        if (
            handling.needed
            and handling.flag_within
            and handling.target
            and handling.flag_within > handling.target
        ):
            sentence = _("it may be noticed after {flag} min, and should be answered within {target}.")
            said = sentence.format(flag=handling.flag_within, target=handling.target)
            yield Remark(where, said)
    for thread in structure.threads:
        for follow in thread.more:
            if (
                follow.since == "opened"
                and not follow.patience
                and thread.when[0] + follow.after[0] >= structure.length
            ):
                sentence = _("it can only come after the end of the shift.")
                yield Remark(f"{thread.id} > {follow.id}", sentence)
        target = scenario.handling(thread.handling).target
        for step in thread.reference:
            answers = step.do in _ANSWERING and step.at == "opening" and step.once is None
            if target is not None and answers and step.after > target:
                sentence = _("the expert answers after {after} min, and the target is {target}.")
                yield Remark(thread.id, sentence.format(after=step.after, target=target))
    for duty in structure.duties:
        act = duty.reference
        if act is not None and not duty.window[0] <= act.after <= duty.window[1]:
            sentence = _("the expert does it at minute {after}, outside its window of {first} to {last}.")
            said = sentence.format(after=act.after, first=duty.window[0], last=duty.window[1])
            yield Remark(_("duty {id}").format(id=duty.id), said)


@lru_cache(maxsize=1)
def _real_names() -> re.Pattern[str]:
    text = files("practicum.drill.author").joinpath("brands.txt").read_text(encoding="utf-8")
    names = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def _brands(scenario: Scenario) -> Iterator[Remark]:
    for place, text in _strings(scenario.words.model_dump(), scenario.words.title):
        for name in dict.fromkeys(match[0] for match in _real_names().finditer(text)):
            yield Remark(place, _("“{name}” is a real name. Invent one.").format(name=name))
    for match in _real_names().finditer(scenario.structure.brand):
        yield Remark("brand", _("“{name}” is a real name. Invent one.").format(name=match[0]))


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text of the words with the way to it."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, str(key) if place not in {"threads", "duties"} else f"{place} > {key}")
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item, place)
