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
    """

    html: str = ""
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class Visitor(Protocol):
    """What the server carries: the form of a module, or the tools."""

    @property
    def closing(self) -> str:
        """Where what was entered is kept, as a sentence for the end."""

    def get(self, place: str, asked: Mapping[str, str]) -> Reply | None:
        """Return the page at `place`, nothing when there is none; `asked` is what stands after the `?`."""

    def post(self, place: str, sent: Submission) -> Reply | None:
        """Do what was sent to `place`, nothing when there is no such place."""
