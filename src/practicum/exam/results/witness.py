"""The witness: what is known of the register outside it, so that its newest entries cannot vanish unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.evidence.files import locked, read_bounded, write_atomically
from practicum.evidence.strictjson import dump, load
from practicum.evidence.versions import Format, bad_shape
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_FORMAT = Format("practicum-exam-witness", 1)
_LIMIT = 20_000_000


@dataclass(frozen=True)
class Seen:
    """What was seen: the newest entry's number and hash, and the random ids of persons who were erased."""

    n: int
    hash: str
    erased: frozenset[str]


@dataclass(frozen=True)
class Witness:
    """The file of a witness; keep copies of it where the register does not lie."""

    path: Path

    def read(self) -> Seen | None:
        """Return what was seen last; None where nothing was.

        Raises:
            EvidenceError: The file is there and is no witness.
        """
        if not self.path.exists():
            return None
        name = self.path.name
        plain = _FORMAT.check(load(read_bounded(self.path, _LIMIT), name=name), where=name)
        try:
            return Seen(int(plain["n"]), str(plain["hash"]), frozenset(map(str, plain["erased"])))
        except (KeyError, TypeError, ValueError) as error:
            raise bad_shape(
                name, _("A witness has a number, a hash and a list of erased subjects.")
            ) from error

    def note(self, n: int, head: str, *, erased: Collection[str] = ()) -> None:
        """Write down a newer head, and who was erased; an older one changes nothing."""
        with locked(self.path):
            before = self.read()
            if before and before.n > n:
                n, head = before.n, before.hash
            gone = sorted({*erased, *(before.erased if before else ())})
            document: dict[str, Any] = {
                "format": _FORMAT.name,
                "version": _FORMAT.version,
                "n": n,
                "hash": head,
                "erased": gone,
            }
            write_atomically(self.path, (dump(document, indent=2) + "\n").encode("utf-8"))
