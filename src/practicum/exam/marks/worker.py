"""The clean process of an examination: `python -I -m practicum.exam.marks.worker` marks bundle after bundle.

It speaks as the course's worker does (`practicum.grading.worker`) and writes no file.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.exam.bank.read import read_bank
from practicum.exam.bank.seal import plain_families
from practicum.exam.families import families_in
from practicum.exam.marks.automatic import Marker
from practicum.exam.marks.version import rules_version
from practicum.exam.scheme import read_examination
from practicum.exam.sitting.receive import open_received
from practicum.exam.sitting.record import read_sitting
from practicum.grading.worker import main
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Bench:
    """A sitting laid out for marking.

    Attributes:
        marking: The version of the rules that it loaded.
    """

    def __init__(self, rules: Mapping[str, Any]) -> None:
        """Load the sitting, the bank and its families.

        Args:
            rules: See `run.Rules`.

        Raises:
            PracticumError: Something cannot be read, or the rules here are another version.
        """
        bank, examination = Path(rules["bank"]), Path(rules["examination"])
        self.sitting = read_sitting(Path(rules["sitting"]))
        key = Path(rules["key"]) if rules["key"] else None
        items, plain = read_bank(bank, key), plain_families(bank, key)
        self.marking = rules_version(plain, items.digest, examination)
        if self.marking != rules["marking"]:
            raise PracticumError(
                _("The rules of {id} on this machine are not the ones that marking was started with.").format(
                    id=self.sitting.id
                ),
                next_step=_(
                    "Let nobody change the bank or the edition meanwhile, and every worker see the same; "
                    "mark again."
                ),
            )
        self._marker = Marker(
            self.sitting, items, families_in(plain), read_examination(examination), self.marking
        )

    def answer(self, folder: Path) -> dict[str, Any]:
        """Return what becomes of one bundle.

        Args:
            folder: The bundle, `received/<code>.zip`.

        Raises:
            PracticumError: The bundle is not as it was received.
        """
        marked = self._marker.mark(folder.stem, open_received(self.sitting, folder.stem))
        return {
            "marks": marked.marks,
            "waiting": [asdict(one) for one in marked.waiting],
            "faults": [asdict(one) for one in marked.faults],
        }


if __name__ == "__main__":
    sys.exit(main(Bench))
