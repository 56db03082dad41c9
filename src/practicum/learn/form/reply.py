"""What one visit to the form answers; the server only carries it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.learn.form.multipart import Submission


@dataclass(frozen=True)
class Reply:
    """One answer to a browser.

    Attributes:
        html: The page.
        status: Whether it is what was asked for.
        location: Where to go instead, relative to the page; empty to stay.
        body: What to send instead of a page.
        media: The media type of `body`.
        name: The file name under which a browser keeps `body`; empty to show it.
        policy: What the page may do, as a Content-Security-Policy; by default it runs no script at all.
    """

    html: str = ""
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""
    body: bytes = b""
    media: str = "text/html; charset=utf-8"
    name: str = ""
    policy: str = ""

    @property
    def content(self) -> bytes:
        """What goes over the wire."""
        return self.body or self.html.encode("utf-8")


class Visitor(Protocol):
    """What the server carries: the form of a module, or the tools."""

    @property
    def closing(self) -> str:
        """Where what was entered is kept, as a sentence for the end."""

    def get(self, place: str, asked: Mapping[str, str]) -> Reply | None:
        """Return the page at `place`, nothing when there is none; `asked` is what stands after the `?`."""

    def post(self, place: str, sent: Submission) -> Reply | None:
        """Do what was sent to `place`, nothing when there is no such place."""
