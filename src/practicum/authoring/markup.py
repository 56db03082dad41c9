"""HTML as a tree, read with the standard library: enough to look at it, never to write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
_ENDS = {"p": {"p"}, "li": {"li"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}, "th": {"td", "th"}}
_ENDS |= {"option": {"option"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}


@dataclass
class Node:
    """An element and what is in it, text among it.

    Attributes:
        tag: Its name, in lower case.
        attributes: By name; an attribute without a value has an empty one.
        parent: The element around it; None for the root.
        inside: Elements and texts, in order.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Node | None = None
    inside: list[Node | str] = field(default_factory=list)

    def walk(self, *tags: str) -> Iterator[Node]:
        """Yield the elements in this one that bear one of these names, all of them when none is given."""
        for one in self.inside:
            if isinstance(one, Node):
                if not tags or one.tag in tags:
                    yield one
                yield from one.walk(*tags)

    def around(self) -> Iterator[Node]:
        """Yield the elements around this one, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def hidden(self) -> bool:
        """Whether a screen reader passes over it."""
        return any(
            "hidden" in one.attributes or one.attributes.get("aria-hidden") == "true"
            for one in (self, *self.around())
        )

    @property
    def name(self) -> str:
        """What a screen reader says: its label, else its text with the words that stand in for images."""
        said = self.attributes.get("aria-label") or self.attributes.get("alt") or ""
        if not said:
            parts = (
                one
                if isinstance(one, str)
                else ""
                if one.attributes.get("aria-hidden") == "true"
                else one.name
                for one in self.inside
            )
            said = " ".join(parts)
        return " ".join(said.split())


def parse(html: str) -> Node:
    """Return a document or a part of one as a tree; what never ends, ends with what is around it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("")
        self._here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._here.tag in _ENDS.get(tag, ()) and self._here.parent is not None:
            self._here = self._here.parent
        node = Node(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.inside.append(node)
        if tag not in _VOID:
            self._here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for node in (self._here, *self._here.around()):
            if node.tag == tag and node.parent is not None:
                self._here = node.parent
                return

    def handle_data(self, data: str) -> None:
        self._here.inside.append(data)
