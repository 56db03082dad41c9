"""What every evidence format shares: a name, a version, and the way from older versions to this one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from practicum.evidence.errors import EvidenceError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Format:
    """One evidence format.

    Attributes:
        name: The value of the field `format`.
        version: The version that this edition writes.
        migrations: For each older version, the function that turns such a document into the next version.
    """

    name: str
    version: int
    migrations: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)

    def check(self, document: Any, *, where: str) -> dict[str, Any]:
        """Return `document` if it is of this format in a version that is not newer than this edition.

        Args:
            document: A JSON value that should be of this format.
            where: The name of the file, for messages.

        Raises:
            EvidenceError: Another format, a newer version, or something that is no version.
        """
        if type(document) is not dict or document.get("format") != self.name:
            raise EvidenceError(
                _("{where} is not of the format “{format}”.").format(where=where, format=self.name),
                next_step=_("Check that the right file stands under this name."),
                code="foreign-format",
            )
        version = document.get("version")
        if type(version) is not int or version < 1:
            raise self._unknown(where, version)
        if version > self.version:
            raise EvidenceError(
                _(
                    "{where} was written by a newer edition of Practicum (version {found}, here {known})."
                ).format(where=where, found=version, known=self.version),
                next_step=_("Update Practicum, then open the file again."),
                code="newer-version",
            )
        return document

    def upgrade(self, document: Any, *, where: str) -> dict[str, Any]:
        """Check `document` and return it in the present version.

        Raises:
            EvidenceError: As `check`, or an older version without a migration.
        """
        upgraded = self.check(document, where=where)
        for version in range(upgraded["version"], self.version):
            if version not in self.migrations:
                raise self._unknown(where, version)
            upgraded = {**self.migrations[version](upgraded), "version": version + 1}
        return upgraded

    def _unknown(self, where: str, version: object) -> EvidenceError:
        shown = version if type(version) is int else "?"
        return EvidenceError(
            _("{where} names the version {found}, which this edition does not know.").format(
                where=where, found=shown
            ),
            next_step=_("Restore the file from a copy, or let Practicum write it anew."),
            code="foreign-version",
        )


def bad_shape(where: str, expected: str) -> EvidenceError:
    """Return the error for a document whose format is right and whose content is not.

    Args:
        where: The file, or the line of a file.
        expected: A whole sentence that says what should stand there.
    """
    return EvidenceError(
        _("{where} does not follow its format. {expected}").format(where=where, expected=expected),
        next_step=_("Restore the file from a copy, or let Practicum write it anew."),
        code="schema",
    )
