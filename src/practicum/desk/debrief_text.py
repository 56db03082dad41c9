"""The debrief as plain text: for a terminal, a feedback mail, and whoever reads with their ears."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Any

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.desk.told import Told


def text(told: Told) -> str:
    """Return the debrief as plain text."""
    tables, drill = told.tables, told.drill
    done = {True: _("Done."), "late": _("Late."), False: _("Not done.")}
    blocks = [
        (
            _("Debrief: {title} at {brand}, seed {seed}").format(
                title=drill["title"], brand=drill["brand"], seed=drill["seed"]
            ),
            [tables["headline"]],
        ),
        (_("Score"), _score(tables["score"], told.predicted)),
        (
            _("1. What was meant to happen"),
            [f"{row['sentence']} {done[row['done']]} {row['detail']}" for row in tables["meant"]],
        ),
        (
            _("2. What happened"),
            [
                _curves(tables["curves"]),
                *(row["sentence"] for row in tables["service"]),
                *(f"{row['time']}  {row['sentence']}" for row in tables["timeline"]),
            ],
        ),
        (
            _("3. Why"),
            [
                *(
                    f"{row['time']}  {row['act']} {row['without']} {row['sentence']}"
                    for row in tables["decisive"]
                ),
                *(_("Missed: {sentence}").format(sentence=sentence) for sentence in tables["missed"]),
                *(
                    _("Better left alone: {sentence}").format(sentence=sentence)
                    for sentence in tables["over_answered"]
                ),
                tables["caution"],
            ],
        ),
        (_("4. Next time, one of these"), list(told.resolutions)),
    ]
    return "\n\n".join(title + "\n" + indent("\n".join(lines), "  ") for title, lines in blocks)


def _score(score: Mapping[str, Any], predicted: int | None) -> list[str]:
    total = _("{total} of 100.").format(total=f"{score['total']:g}")
    lines = [total]
    if score["cap"] is not None:
        lines.append(_("A gate holds the total at {cap} or less.").format(cap=score["cap"]))
    if predicted is not None:
        lines.append(_("You expected {predicted}.").format(predicted=predicted))
    lines.extend(
        f"{row['label']}: {row['points']:g}/{row['out_of']:g}. {row['sentence']}"
        for row in score["dimensions"]
    )
    lines.extend(f"{gate['label']} {gate['sentence']}" for gate in score["gates"] if gate["fired"])
    return lines


def _curves(data: Mapping[str, Any]) -> str:
    return _(
        "{unit}. At the end: you {learner}, nobody at the desk {silence}, an expert {reference}."
    ).format(unit=data["unit"], **{run: f"{data[run][-1]:g}" for run in ("learner", "silence", "reference")})
