"""Are the colours readable in both schemes, and is everything scoped to our own class?"""

import re

import pytest

from practicum.look import fragment, page, stylesheet

SCHEMES = re.findall(r"\{([^}]*--pr-paper:[^}]*)\}", stylesheet())
GROUNDS = ("paper", "card", "sunken")
TEXTS = ("ink", "ink-2", "ink-3", "accent", "good", "warn", "bad", "note")
GRAPHICS = ("line-strong", "focus", "learner", "silence", "reference")


def tokens(scheme):
    return dict(re.findall(r"--pr-([a-z0-9-]+):\s*(#[0-9a-f]{6})", scheme))


def contrast(one, other):
    """The contrast ratio of WCAG 2.2, from 1 to 21."""

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_are_there_two_schemes_with_the_same_colours():
    light, dark = map(tokens, SCHEMES)
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_is_every_ink_readable_on_every_ground(scheme):
    colour = tokens(scheme)
    for text in TEXTS:
        for ground in GROUNDS:
            assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
    for name in ("accent", "good", "warn", "bad", "note"):
        assert contrast(colour[name], colour[f"{name}-soft"]) >= 4.5, name
        assert contrast(colour["ink-2"], colour[f"{name}-soft"]) >= 4.5, name
    assert contrast(colour["accent-ink"], colour["accent"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_is_every_graphic_visible_on_paper_and_card(scheme):
    colour = tokens(scheme)
    for name in GRAPHICS:
        for ground in ("paper", "card"):
            assert contrast(colour[name], colour[ground]) >= 3, (name, ground)


def test_does_a_page_follow_the_readers_system_and_a_fragment_the_lab():
    assert "prefers-color-scheme: dark" in page("Title", "<p>Words</p>")
    assert "prefers-color-scheme" not in fragment("<p>Words</p>")


def test_is_a_title_escaped():
    assert "<title>a &lt; b</title>" in page("a < b", "")


def test_does_a_page_let_no_script_run_and_nothing_leave():
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page("Title", ""))
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert "script-src" not in rules
    assert rules["img-src"] == "data:"
