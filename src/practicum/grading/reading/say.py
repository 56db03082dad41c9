"""Where a round of reading stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.grading.reading.agreement import FEW
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from practicum.grading.reading.agreement import Agreement
    from practicum.grading.reading.sheets import Status


def said(status: Status) -> str:
    """Return a status as lines of text: markers, agreement by criterion, then what needs a third person."""
    lines = [ngettext("{n} text to read.", "{n} texts to read.", status.texts).format(n=status.texts)]
    lines += [
        _("{marker} has read {n} whole.").format(marker=marker, n=count)
        for marker, count in status.markers.items()
    ]
    lines += [_agreement(one) for one in status.agreement]
    lines += [
        _("{code}, {exercise}: two markers lie apart on {criteria}. A third person should read it.").format(
            code=code, exercise=exercise, criteria=", ".join(criteria)
        )
        for code, exercise, criteria in status.queue
    ]
    count = len(status.settled)
    lines.append(
        ngettext("{n} text is settled.", "{n} texts are settled.", count).format(n=count)
        if count
        else _("No text is settled: each needs two readings that lie close, or three.")
    )
    return "\n".join(lines)


def _agreement(one: Agreement) -> str:
    equal = _("{criterion}: equal levels on {share} of {n} texts").format(
        criterion=one.criterion, share=f"{one.equal:.0%}", n=one.texts
    )
    if one.kappa is None:
        return _("{equal}; too few for kappa, which needs {few}.").format(equal=equal, few=FEW)
    return _("{equal}; weighted kappa {value}, between {low} and {high}.").format(
        equal=equal,
        value=f"{one.kappa.value:.2f}",
        low=f"{one.kappa.low:.2f}",
        high=f"{one.kappa.high:.2f}",
    )
