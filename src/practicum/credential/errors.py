"""Why a certificate is refused: one sentence for each reason, the same in the program and on the page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator


class Refused(PracticumError):  # noqa: N818  the name says what came of the check
    """A certificate that does not count.

    Attributes:
        code: Which reason of `reasons()`, the same in every language.
    """

    def __init__(self, code: str, **fields: object) -> None:
        sentence, next_step = reasons()[code]
        super().__init__(sentence.format(**fields), next_step=next_step)
        self.code = code


@contextmanager
def exam_extra() -> Iterator[None]:
    """Import what the optional extra brings; without it, say how to get it.

    Raises:
        PracticumError: A package of the extra is missing.
    """
    try:
        yield
    except ImportError as error:
        raise PracticumError(
            _("Certificates need the package {name}, which is not installed.").format(name=error.name),
            next_step=_("Install the optional part: pip install 'practicum[exam]'."),
        ) from error


def reasons() -> dict[str, tuple[str, str]]:
    """Return, by code, what a refusal says and what its reader can do."""
    original = _("Ask the holder for the original file.")
    issuer = _("Ask the issuer, by an address that you know already.")
    fresh = _("Fetch the status lists from the issuer again, then check again.")
    return {
        "unreadable": (_("This file holds no certificate that can be read: {detail}"), original),
        "too-large": (
            _("This file is larger than {limit} kB, and no certificate is: it was not read."),
            original,
        ),
        "no-proof": (_("Nobody signed this file: anyone could have written it."), original),
        "algorithm": (
            _("This file asks to be checked by “{name}”. Certificates here are signed with Ed25519 only."),
            _("Do not rely on it: this is how a forged file avoids the check."),
        ),
        "context": (
            _("The words of this file are bound to other meanings than the standard's."),
            _("Do not rely on it: what it says is not what was signed."),
        ),
        "issuer": (_("{name} is not an issuer that is known here."), issuer),
        "key": (_("This file was signed with a key that is not the issuer's."), issuer),
        "key-time": (
            _("The issuer's key was not in force when this certificate was signed, or it was withdrawn."),
            issuer,
        ),
        "altered": (
            _("Altered: this is not what was signed. Do not rely on any line of it."),
            original,
        ),
        "early": (_("This certificate is valid only from {date}."), _("Come back on that day.")),
        "expired": (
            _("This certificate is genuine, but it expired on {date}."),
            _("Ask the holder whether it was renewed."),
        ),
        "holder": (
            _("This certificate is genuine, but it belongs to another person than {name}."),
            _("Compare the spelling of the name, then ask the holder."),
        ),
        "revoked": (
            _("Revoked: this certificate is genuine, but it no longer counts."),
            _("Do not rely on it. The holder may earn a new one, with its own number."),
        ),
        "suspended": (
            _("Suspended: this certificate is genuine, and on hold while something is looked into."),
            _("Come back later; a suspension proves nothing."),
        ),
        "status-missing": (
            _("The status list of this certificate is not here, so nobody can say whether it still counts."),
            fresh,
        ),
        "status-altered": (
            _("The status list is not what the issuer signed, so it says nothing about this certificate."),
            fresh,
        ),
        "status-stale": (
            _("The status list was good until {date}: it is too old to say whether the certificate counts."),
            fresh,
        ),
    }
