"""The model card, `docs/model-card.md`: prose from here, every number from the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.coefficients import PARTS, coefficient_table
from practicum.drill.community.effects import effects
from practicum.drill.community.words import AFTER, BEFORE, COUNTED, PARTS_SAID, SPOKEN, WORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.coefficients import Coefficient
    from practicum.drill.community.effects import Move

_MOVED = {
    "spread": "spread, in percent of what it was",
    "responsibility": "responsibility, in ten-thousandths",
    "disposition": "disposition, in points",
}


def model_card() -> str:
    """Return the page as Markdown."""
    return "\n\n".join([BEFORE, WORKS, *_effects(), *_tables(), AFTER]) + "\n"


def _effects() -> Iterator[str]:
    """Yield what each act does, by coefficient."""
    yield "## What an act does"
    values = {row.name: row.value for row in coefficient_table("community")}
    rows = ["| act | moves | by | when | unless | fades |", "|---|---|---|---|---|---|"]
    for name, kind in effects().acts.items():
        rows += [_effect(name, move, values) for move in kind.effects]
        if not kind.effects:
            rows.append(f"| `{name}` | nothing | | | | |")
    yield "\n".join(rows)
    spoken = ", ".join(f"`{name}`" for name, kind in effects().acts.items() if kind.words)
    yield SPOKEN.format(spoken=spoken)
    families: dict[str, list[str]] = {}
    for posture, family in effects().postures.items():
        families.setdefault(family, []).append(posture)
    yield (
        "Postures by family: "
        + "; ".join(f"**{name}**: {', '.join(of)}" for name, of in families.items())
        + f". In a human voice: {', '.join(effects().human)}."
    )


def _effect(name: str, move: Move, values: dict[str, int]) -> str:
    when, unless = ", ".join(move.needs), ", ".join(move.unless)
    by = f"`{move.by}` ({values[move.by]})"
    return f"| `{name}` | {_MOVED[move.moves]} | {by} | {when} | {unless} | {'yes' if move.fades else ''} |"


def _row(row: Coefficient) -> str:
    cells = (f"`{row.name}`", row.value, row.low, row.high, row.unit, row.source, row.label)
    return f"| {' | '.join(map(str, cells))} |"


def _tables() -> Iterator[str]:
    """Yield every row of the coefficient table."""
    rows = [row for part in PARTS for row in coefficient_table(part)]
    count = {label: sum(row.label == label for row in rows) for label in ("sourced", "measured", "proposed")}
    yield "## Every number"
    yield COUNTED.format(all=len(rows), **count)
    for part in PARTS:
        yield PARTS_SAID[part]
        yield "\n".join(
            [
                "| name | value | from | to | counted | source | label |",
                "|---|---|---|---|---|---|---|",
                *(_row(row) for row in coefficient_table(part)),
            ]
        )
