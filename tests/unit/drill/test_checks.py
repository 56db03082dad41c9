"""Does each slip in the extended format become a sentence that names it?"""

from __future__ import annotations

import shutil

import pytest

from practicum.drill import ScenarioError, load_scenario

SLIPS = {
    "restrict: 1,": ("restrict: 1, dance: 3,", "no action 'dance'"),
    "formats: [status, pinned]": ("formats: []", "no words|words for the form|nothing to offer"),
    "levels: true": ("levels: false", "nothing to offer for its field 'level'"),
    "segments: {customers: 70,": ("segments: {customers: 60,", "sum to 90 %"),
    "when: [60, 80], reach": ("when: [80, 60], reach", "ends before it begins"),
    "when: [30], reach: 4000": ("when: [630], reach: 4000", "after the end of the shift"),
    "done: post, fields: {issue: leak}": ("done: post, fields: {isue: leak}", "no field called 'isue'"),
    "unless: [{done: post, fields: {issue: leak}}]": (
        "unless: [{done: post, thread: tom}]",
        "on a thread, and that act hangs on none",
    ),
    "unless: [{done: post,": ("unless: [{done: posted,", "asks whether 'posted' was done"),
    "known: [{thread: nadia, done: told, to: [quality]}]": (
        "known: [{thread: nadia, done: told, to: [legal]}]",
        "nobody has one there",
    ),
    "known: [{thread: nadia,": (
        "known: [{done: known, fields: {fact: lot}}, {thread: nadia,",
        "waits for itself",
    ),
    "  - {id: hours}": ("  - {id: hours, by: [mayor]}", "'mayor'"),
    "true: false, safety: true}": ("true: false, known: [{done: post}]}", "never becomes known"),
    "operations:\n  - {id: snack, kind: scheduled, platform: microblog, at: 80, issue: leak": (
        "operations:\n  - {id: snack, kind: scheduled, platform: microblog, at: 80",
        "with which issue",
    ),
    "effect: spoke-too-soon}": ("effect: spoke}", "'spoke'"),
    "times: 300, issue: leak}": ("times: 300, issue: lake}", "'lake'"),
    "rush: [60, 240], ": ("", "give 'rush'"),
    "rules: [insult], look: [context]": ("rules: [rude], look: [context]", "'rude'"),
    "decisions: [remove, hide]": ("decisions: [remove, reply]", "'reply', which is no act of moderation"),
    "too_hard: [ban]": ("too_hard: [hide]", "both right and too hard"),
    "look: [context], archive": ("look: [image], archive", "picture searched, and shows none"),
    "rule: insult, adviser: remove": ("rule: cheek, adviser: remove", "'cheek'"),
    "{id: objects, since": ("{id: objects, private: true, likes: [3], since", "nobody likes it"),
    "handling: fine\n": ("handling: criticism\n", "has no 'moderation'"),
    "handling: fight, issue: leak, reach: 500": ("handling: fight, reach: 500", "a reach and no issue"),
    "facts_from: quality\n    weight": ("facts: [lots]\n    weight", "'lots'"),
    "since: [{done: known, fields: {fact: lot}}]": (
        "since: [{done: known, fields: {issue: leak}}]",
        "takes its fact",
    ),
    "fields: {issue: leak}\n    postures": ("fields: {issue: lake}\n    postures", "'lake'"),
    "facts: [lot]\n    every": ("facts: [lots]\n    every", "'lots'"),
    "every: 120\n": ("until: {done: end}\n", "no rhythm"),
    "format: status, posture: inform": ("posture: inform", "leaves the field 'format' empty"),
    "fields: {what: launch}": ("fields: {what: lunch}", "'lunch'"),
    "fields: {to: staff}": ("fields: {to: stuff}", "'stuff'"),
    "action: pause, window": ("action: pause, facts: [lot], window", "no field called 'facts'"),
    "unknown_facts: [lot, all-safe]": ("unknown_facts: [lot, none]", "'none'"),
    "action: post, unknown_facts": ("action: post, criticism: true, unknown_facts", "hangs on none"),
    "needs: [{done: hot, fields: {issue: leak}}]": ("needs: [{done: hot}]", "takes its issue"),
    "restrictions: [slow, closed]": ("restrictions: [slow, open]", "words for the restriction|lift all"),
    "{id: gus, platform": ("{id: issue-leak, platform", "no words|called like the stream"),
}  # fmt: skip


@pytest.mark.parametrize("old", sorted(SLIPS))
def test_a_slip_in_the_extended_format_is_named(leak, tmp_path, old):
    new, words = SLIPS[old]
    folder = tmp_path / "leak"
    shutil.copytree(leak.folder, folder)
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=words) as refused:
        load_scenario(folder)
    assert refused.value.next_step


WORDS = {
    'customers-question: ["Is mine': ('buyers-question: ["Is mine', "no segment and tone"),
    '    turns: ["An older complaint has been found: somebody wrote about this in May."]\n': (
        "",
        "1 turns and 0",
    ),
    "  hours: Customer service": ("  ours: Customer service", "fact 'hours' has no words"),
    '  launch: {label: "Ad: the new': ('  lunch: {label: "Ad: the new', "operation 'launch'"),
    'context: "He answers': ('search: "He answers', "no words under 'context'"),
}  # fmt: skip


@pytest.mark.parametrize("old", sorted(WORDS))
def test_words_that_are_missing_or_too_many_are_named(leak, tmp_path, old):
    new, words = WORDS[old]
    folder = tmp_path / "leak"
    shutil.copytree(leak.folder, folder)
    path = folder / "messages.en.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=words):
        load_scenario(folder)
