"""A lint for accessibility: what a screen reader, a keyboard and weak eyes need, in sources and on pages.

    html_problems(text)        a whole page: title, language, headings, images, tables, links, ids, fields
    notebook_problems(book)    a notebook as it lies there: its Markdown, and what its cells show
    contrast_problems(css)     the colours of the look, in both schemes

Each returns sentences; no sentence means that nothing was found, not that a person need not look. The rules
are from WCAG 2.2: 1.1.1 alternatives, 1.3.1 structure, 1.4.3 and 1.4.11 contrast, 2.4.2 title, 2.4.4 links,
3.1.1 language, 4.1.2 names. One heading of the first level is our own rule.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from practicum.authoring.markup import Node, parse
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

TEXT, GRAPHIC = 4.5, 3.0
"""The least contrast of text and of what a graphic means."""

_CELL = "data-cell"
_EMPTY_WORDS = {"here", "click here", "link", "this", "this link", "more", "read more", "details", "page"}
_ADDRESS = re.compile(r"(https?://|www\.)\S+")
_NO_ALT = "No description has been provided for this image"  # nbconvert's own words for an image without any
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_COLOUR = re.compile(r"--pr-([a-z0-9-]+):\s*#([0-9a-fA-F]{6})\b")
_GROUNDS = ("paper", "card", "sunken")
_INKS = ("ink", "ink-2", "ink-3", "accent", "good", "warn", "bad", "note")
_LINES = ("line-strong", "focus", "learner", "silence", "reference")
_SOFT = ("accent", "good", "warn", "bad", "note")


def html_problems(html: str, *, whole: bool = True) -> list[str]:
    """Return what is wrong with a page, one sentence each.

    Args:
        html: The page, or a part of one.
        whole: Whether it is a page: then it needs a title, a language and one heading of the first level.
    """
    root = parse(html)
    rules = [_headings, _images, _tables, _links, _ids, _fields]
    found = [sentence for rule in rules for sentence in rule(root)]
    return [*_page(root), *found] if whole else found


def notebook_problems(notebook: NotebookNode) -> list[str]:
    """Return what is wrong with a notebook, each sentence with the number of its cell.

    Its headings are read across cells: one of the first level, and none that leaves a level out.
    """
    parts = []
    images = []
    for number, cell in enumerate(notebook.cells, 1):
        shown = [with_scopes(_MARKDOWN.render(cell.source))] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                shown.append("".join(data["text/html"]))
            elif any(kind.startswith("image/") for kind in data):
                images.append(
                    _("Cell {number}: an image is shown without words: show it with figure().").format(
                        number=number
                    )
                )
        parts.append(f'<div {_CELL}="{number}">{"".join(shown)}</div>')
    root = parse("".join(parts))
    rules = [_one_title, _headings, _images, _tables, _links, _ids, _fields]
    return images + [sentence for rule in rules for sentence in rule(root)]


def with_scopes(html: str) -> str:
    """Return HTML made from Markdown with a scope on each head of a table, which Markdown cannot write.

    All heads of such a table stand in its first row.
    """
    return re.sub(r"<th(?=[\s>])(?![^>]*\bscope=)", '<th scope="col"', html)


def contrast_problems(css: str) -> list[str]:
    """Return the pairs of colours that are too alike, in both schemes of a file of tokens.

    Raises:
        ValueError: A colour that the rules speak of is not there.
    """
    light, dark = _schemes(css)
    return [
        _("{scheme}: {front} on {ground} has a contrast of {ratio:.2f}, and {least} is needed.").format(
            scheme=scheme, front=front, ground=ground, ratio=ratio, least=least
        )
        for scheme, colours in (("light", light), ("dark", dark))
        for front, ground, least in _pairs()
        if (ratio := contrast(colours[front], colours[ground])) < least
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, each as six hexadecimal digits.

    Source: WCAG 2.2, definitions of contrast ratio and relative luminance.
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  WCAG's own
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _schemes(css: str) -> tuple[dict[str, str], dict[str, str]]:
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for selector, block in re.findall(r"([^{}]*)\{([^{}]*--pr-paper:[^{}]*)\}", css):
        scheme = "dark" if 'data-scheme="dark"' in selector else "light"
        found[scheme] |= {name: value.lower() for name, value in _COLOUR.findall(block)}
    needed = {name for front, ground, _least in _pairs() for name in (front, ground)}
    for scheme, colours in found.items():
        if missing := sorted(needed - colours.keys()):
            raise ValueError(f"{scheme}: {', '.join(missing)}")
    return found["light"], found["dark"]


def _pairs() -> Iterator[tuple[str, str, float]]:
    """Yield what stands on what: inks on every ground, and on soft grounds their own colour and plain ink."""
    yield from ((ink, ground, TEXT) for ink in _INKS for ground in _GROUNDS)
    yield from ((name, f"{name}-soft", TEXT) for name in _SOFT)
    yield from ((ink, f"{name}-soft", TEXT) for name in _SOFT for ink in ("ink", "ink-2"))
    yield "accent-ink", "accent", TEXT
    yield from ((line, ground, GRAPHIC) for line in _LINES for ground in ("paper", "card"))


def _where(node: Node, sentence: str) -> str:
    """Put the number of the cell before a sentence, where there are cells."""
    for one in (node, *node.around()):
        if _CELL in one.attributes:
            return _("Cell {number}: {sentence}").format(number=one.attributes[_CELL], sentence=sentence)
    return sentence


def _page(root: Node) -> Iterator[str]:
    document = next(root.walk("html"), None)
    if document is None or not document.attributes.get("lang", "").strip():
        yield _("The page does not say in which language it is.")
    if not next((one.name for one in root.walk("title")), ""):
        yield _("The page has no title.")
    yield from _one_title(root)


def _one_title(root: Node) -> Iterator[str]:
    count = sum(1 for one in root.walk("h1") if not one.hidden)
    if count != 1:
        yield _("There are {count} headings of the first level, and one is needed.").format(count=count)


def _headings(root: Node) -> Iterator[str]:
    before = 0
    for one in root.walk(*(f"h{level}" for level in range(1, 7))):
        level = int(one.tag[1])
        if one.hidden:
            continue
        if not one.name:
            yield _where(one, _("A heading is empty."))
        if before and level > before + 1:
            sentence = _("The heading “{name}” of level {level} follows one of level {before}.")
            yield _where(one, sentence.format(name=one.name, level=level, before=before))
        before = level


def _images(root: Node) -> Iterator[str]:
    for one in root.walk("img", "svg"):
        if one.hidden or one.attributes.get("role") in {"presentation", "none"}:
            continue
        if any(outer.tag == "svg" for outer in one.around()):
            continue
        named = one.attributes.get("alt", "") or one.attributes.get("aria-label", "")
        named = named or one.attributes.get("aria-labelledby", "")
        named = named or next((inner.name for inner in one.walk("title")), "")
        if not named.strip() or named.strip() == _NO_ALT:
            yield _where(one, _("An image has no words that stand in for it."))


def _tables(root: Node) -> Iterator[str]:
    for one in root.walk("table"):
        if one.hidden or one.attributes.get("role") in {"presentation", "none"}:
            continue
        heads = list(one.walk("th"))
        first = next((row.name for row in one.walk("tr")), "")[:60]
        if not heads:
            yield _where(one, _("A table has no head: “{first}”.").format(first=first))
        for head in heads:
            if head.attributes.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                sentence = _("A head of a table says no scope: “{name}”.")
                yield _where(head, sentence.format(name=head.name))
            if not head.name:
                yield _where(one, _("A head of a table is empty: “{first}”.").format(first=first))


def _links(root: Node) -> Iterator[str]:
    for one in root.walk("a"):
        if "href" not in one.attributes or one.hidden:
            continue
        if not one.name:
            sentence = _("A link to {target} has no words.")
            yield _where(one, sentence.format(target=one.attributes["href"]))
        elif one.name.casefold().strip(" .:") in _EMPTY_WORDS:
            sentence = _("The words “{name}” do not say where the link leads.")
            yield _where(one, sentence.format(name=one.name))
        elif _ADDRESS.fullmatch(one.name):
            yield _where(one, _("The address {name} stands as a link's words.").format(name=one.name))


def _ids(root: Node) -> Iterator[str]:
    counts = Counter(one.attributes["id"] for one in root.walk() if one.attributes.get("id"))
    for name, count in counts.items():
        if count > 1:
            yield _("The id “{name}” stands there {count} times.").format(name=name, count=count)


def _fields(root: Node) -> Iterator[str]:
    ids = {one.attributes["id"] for one in root.walk() if one.attributes.get("id")}
    labelled = {one.attributes.get("for", "") for one in root.walk("label") if one.name}
    for one in root.walk("input", "select", "textarea", "button"):
        if one.attributes.get("type") == "hidden" or one.hidden:
            continue
        by = one.attributes.get("aria-labelledby", "").split()
        named = bool(one.attributes.get("aria-label", "").strip() or (by and set(by) <= ids))
        if one.tag == "button" or one.attributes.get("type") in {"submit", "button"}:
            named = named or bool(one.name or one.attributes.get("value", "").strip())
        else:
            named = named or one.attributes.get("id", "-") in labelled
            named = named or any(outer.tag == "label" and outer.name for outer in one.around())
        if not named:
            sentence = _("A field has no label: {field}.")
            yield _where(one, sentence.format(field=one.attributes.get("name") or one.tag))
    for one in root.walk("fieldset"):
        if not any(inner.name for inner in one.walk("legend")):
            yield _where(one, _("A group of fields has no legend."))
