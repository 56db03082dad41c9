"""Does every link to a fact lead somewhere, and does no sentence state as a fact what is not confirmed?"""

import re

import pytest

from practicum.learn.facts import Standing, read_facts
from practicum.project import Project

LINK = re.compile(r"\]\([^)\s]*facts\.md#([^)\s]*)\)|facts\.md#([\w-]*)")
# A sentence about something unconfirmed says so, or says whose words they are.
HEDGE = re.compile(
    r"\b(?:report(?:s|ed|edly)?|contest(?:ed|s)?|disput(?:ed|es?)|claim(?:s|ed)?|unconfirmed|not confirmed"
    r"|according to|says?|said|calls|writes?|wrote)\b",
    re.IGNORECASE,
)
# A new list item, heading, quotation, table row, cell or empty line ends a sentence, whatever its last sign.
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*>#|+]|\d+\.\s))")
END = re.compile(r"(?<=[.!?])[\"”)*_]*\s+(?=[\"“(*_\[]*[A-ZÀ-Þ])")


@pytest.fixture(scope="module")
def facts(repository):
    return {fact.key: fact for fact in read_facts(Project(repository))}


def linked(text):
    """Yield each sentence that links to facts, without the targets of its links, and the keys."""
    for block in BLOCK.split(text):
        if "facts.md#" not in block:
            continue
        marked = LINK.sub(lambda found: f"]\0{found[1] or found[2] or ''}\0", " ".join(block.split()))
        for sentence in END.split(marked):
            if keys := re.findall(r"\0(.*?)\0", sentence):
                yield re.sub(r"\0.*?\0", "", sentence), keys


def texts(tracked, repository):
    for path in tracked:
        inside = path.is_relative_to(repository / "course") or path.is_relative_to(repository / "solutions")
        if inside and path.suffix in {".md", ".py", ".toml"} and path.name not in {"facts.md", "facts.toml"}:
            yield path.relative_to(repository).as_posix(), path.read_text(encoding="utf-8")


def lost(text, facts):
    return [key for _sentence, keys in linked(text) for key in keys if key not in facts]


def unhedged(text, facts):
    return [
        (key, sentence)
        for sentence, keys in linked(text)
        for key in keys
        if key in facts and facts[key].standing is not Standing.CONFIRMED and not HEDGE.search(sentence)
    ]


def test_does_every_link_to_a_fact_name_one(tracked, repository, facts):
    assert [(name, key) for name, text in texts(tracked, repository) for key in lost(text, facts)] == []


def test_is_nothing_unconfirmed_stated_as_a_fact(tracked, repository, facts):
    found = [(name, *pair) for name, text in texts(tracked, repository) for pair in unhedged(text, facts)]
    assert found == []


def test_does_the_page_of_facts_have_a_heading_for_every_key(repository, facts):
    page = (repository / "course" / "facts.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### (.+)$", page, re.MULTILINE)) == sorted(facts)
    assert "not legal advice" in page


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("See [it](../facts.md#no-such-fact).", ["no-such-fact"]),
        ("See [it](../facts.md#gplus-closed).", []),
        ('hint = "It closed: facts.md#nowhere"', ["nowhere"]),
        ("An [empty](../facts.md#) link.", [""]),
    ],
)
def test_would_a_lost_link_be_found(facts, text, keys):
    assert lost(text, facts) == keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It [lasts](../facts.md#claim-twitter-lasts).", True),
        ("Document B claims that it [lasts](../facts.md#claim-twitter-lasts).", False),
        ("It is reported. It [lasts](../facts.md#claim-twitter-lasts).", True),
        ("The first hour decides\n([golden hour](../facts.md#golden-hour)), they\nsay.", False),
        ("- It is reported\n- It [decides](../facts.md#golden-hour)", True),
        ("The *golden hour* is [contested](../facts.md#golden-hour). Go on.", False),
        ("It [closed](../facts.md#gplus-closed) in 2019.", False),
        ("It [decides](reported/facts.md#golden-hour).", True),
    ],
)
def test_would_an_unconfirmed_sentence_be_found(facts, text, found):
    assert bool(unhedged(text, facts)) is found
