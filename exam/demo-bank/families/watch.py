"""What the families of the block P-B share: the tables of a draw, what is right, and the wrong ways.

Each family has its own house, its own person to write to and its own `pool.toml`: rows written by hand, three
for each of twelve places. A draw takes one row for each place, fills in its figures and shuffles. So every
candidate sorts six rows to log, three for the plans and three to alert: the same traps in other words.
"""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from practicum.data.draws import Draws
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.exam.families import Handed

ROWS = tuple(f"r{number}" for number in range(1, 13))
LABELS = {
    "log": "Log it: nobody needs it now",
    "plan": "For the plans: bring it to the next planning meeting",
    "alert": "Alert: somebody has to know today",
}
# The twelve places of a feed, with the label that the panel gives whatever stands there.
PLACES = {
    "loud": "log", "old": "log", "authority": "log", "angry": "log", "namesake": "log", "ordinary": "log",
    "rival": "plan", "rule": "plan", "demand": "plan",
    "life": "alert", "harm": "alert", "inquiry": "alert",
}  # fmt: skip
# How many people a row reached, least and most: what matters is quiet.
_REACH = {"loud": (90_000, 900_000), "old": (20_000, 80_000), "life": (3, 60), "harm": (5, 200)}
_USUAL_REACH = (30, 2500)
_OPENS, _MORNING = 6 * 60, 4 * 60  # minutes after midnight at which the watch begins, and for how long
FIRST_HOUR, HOURS, TIMES = 6, 12, 3
_CHOICE = re.compile(r"\{(\d+)-(\d+)\}")
_FIGURE = re.compile(r"(?<![\w.,:])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w:]|[.,]\d)")
_SMALL = 12  # counts up to here are said without looking: rows, people, hours
_DURATION = re.compile(r"\s*(?:%|(?:minutes?|mins?|hours?|h|words?|times|percent|per cent)\b)", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2}|\s?h\s?\d{0,2}|\s?o.clock|\s?[ap]\.?m\.?)(?!\d)", re.IGNORECASE)


class Dealt(NamedTuple):
    """A row of the feed with what the candidate does not see."""

    place: str
    source: str
    author: str
    reach: int
    text: str


@dataclass(frozen=True)
class House:
    """A family of this block.

    Attributes:
        folder: Its folder, which holds its letter and its pool; the folder's name is its id.
        person: Whom the note goes to.
    """

    folder: Path
    person: str

    @property
    def id(self) -> str:
        """The family's id."""
        return self.folder.name

    def dealt(self, tables: Any) -> dict[str, Dealt]:
        """Return the twelve rows of a draw by name, in the order of the feed."""
        return _dealt(self.folder, tables.seed)

    def at(self, tables: Any, *places: str) -> list[str]:
        """Return the names of the rows that stand for these places."""
        return [name for name, row in self.dealt(tables).items() if row.place in places]

    # Tables

    def feed(self, tables: Any) -> pd.DataFrame:
        """Return the feed as the candidate gets it."""
        rows = self.dealt(tables)
        chances = Draws(tables.seed, f"{self.id}/seen").uniform(len(rows))
        minutes = sorted(_OPENS + int(_MORNING * chance) for chance in chances)
        return pd.DataFrame(
            {
                "row": rows.keys(),
                "seen": [f"{at // 60:02d}:{at % 60:02d}" for at in minutes],
                "source": [row.source for row in rows.values()],
                "author": [row.author for row in rows.values()],
                "reach": [row.reach for row in rows.values()],
                "text": [row.text for row in rows.values()],
            }
        )

    def hours(self, tables: Any) -> pd.DataFrame:
        """Return twelve hours of mentions: one loud hour, two loud hours of copies, two loud hours."""
        draws = Draws(tables.seed, f"{self.id}/hours")
        start, late, copies_first, *_rest = draws.uniform(4)
        first = int(3 * start)
        lone, pair = (first + 3, first) if copies_first < 1 / 2 else (first, first + 2)
        rise = first + 5 + int(4 * late)
        usual = [5 + int(5 * chance) for chance in draws.uniform(HOURS)]
        rows = []
        chances = zip(usual, draws.uniform(HOURS), draws.uniform(HOURS), strict=True)
        for place, (normal, much, copied) in enumerate(chances):
            own = int(normal * (0.6 + 1.2 * much))
            copies = int(normal * 0.6 * copied)
            if place == lone or place in {rise, rise + 1}:
                own = TIMES * normal + int(1 + 1.5 * normal * much)
            if place in {pair, pair + 1}:
                copies = TIMES * normal + int(normal * copied)
            rows.append((f"{FIRST_HOUR + place:02d}:00", own + copies, copies, normal))
        return pd.DataFrame(rows, columns=["hour", "mentions", "copies", "usual"])

    # What is right, and the wrong ways

    def sorted(self, tables: Any) -> dict[str, object]:
        """Return the label of each row."""
        return {name: PLACES[row.place] for name, row in self.dealt(tables).items()}

    def label(self, tables: Any, label: str, *places: str) -> dict[str, object]:
        """Return one label for the rows of some places."""
        return dict.fromkeys(self.at(tables, *places), label)

    def note(self, tables: Any, *, leave: str = "", add: str = "") -> str:
        """Return a model note; without one of its sentences, or with more behind it."""
        life, harm, inquiry = (self.at(tables, place)[0] for place in ("life", "harm", "inquiry"))
        said = {
            "life": f"{self.person}, row {life} first: somebody may be in danger.",
            "seen": "I have kept copies with link and time, and passed it to nobody else. Also today:"
            f" {harm} and {inquiry}, each one author with few readers.",
            "open": "It is not confirmed whether any of the three is true, and nobody has asked us.",
            "ask": "I propose that you call the emergency service now, and that quality and legal look at the"
            " other two before noon. Please decide who speaks.",
            "next": "My next report reaches you at 10:30, earlier if anything moves.",
        }
        return " ".join(sentence for name, sentence in said.items() if name != leave) + add

    def ring(self, tables: Any, *, copies: bool = False, in_a_row: int = 2) -> str:
        """Return the hour at whose end the phone rings."""
        run = 0
        for row in tables["hours"].itertuples():
            own = row.mentions - (0 if copies else row.copies)
            run = run + 1 if own >= TIMES * row.usual else 0
            if run == in_a_row:
                return str(row.hour[:2])
        return "never"

    def hour_before(self, tables: Any) -> str:
        """Return the first of the two hours."""
        return f"{int(self.ring(tables)) - 1:02d}"

    # Critical errors

    def unanswered(self, handed: Handed) -> str:
        """Say that a row about somebody's life was passed to nobody; empty when it was."""
        danger = self.at(handed.tables, "life")[0]
        labels = handed.answers.get(f"{self.id}-1")
        given = labels.get(danger) if isinstance(labels, dict) else None
        label = _id_of(given)
        first = handed.answers.get(f"{self.id}-2") == danger
        note = re.search(rf"\b{danger}\b", str(handed.answers.get(f"{self.id}-4") or ""), re.IGNORECASE)
        if label in {"", "alert"} or first or note:
            return ""
        return _(
            "Row {row} is about a threat to somebody's life. It was labelled “{label}” and passed to nobody."
        ).format(row=danger, label=LABELS[label])

    def made_up(self, handed: Handed) -> str:
        """Say which figures of the note stand nowhere; empty for none."""
        note = str(handed.answers.get(f"{self.id}-4") or "")
        feed, hours = handed.tables["feed"], handed.tables["hours"]
        known = " ".join(
            [*feed["text"], *feed["author"], _letter(self.folder), *map(str, hours.to_numpy().ravel())]
        )
        known = f"{known} {' '.join(map(str, feed['reach']))}"
        figures = set(map(_plain, _FIGURE.findall(known)))
        figures |= {_plain(str(row.mentions - row.copies)) for row in hours.itertuples()}
        figures |= {str(sum(hours[name])) for name in ("mentions", "copies", "usual")}
        clean = _CLOCK.sub(" ", note)
        strange = [
            found[0]
            for found in _FIGURE.finditer(clean)
            if _plain(found[0]) not in figures
            and float(_plain(found[0])) > _SMALL
            and not _DURATION.match(clean, found.end())
        ]
        if not strange:
            return ""
        return _(
            "The note gives a figure that stands neither in the tables nor in the letter: {figures}."
        ).format(figures=", ".join(strange))


def _plain(figure: str) -> str:
    """Write 1,234 and 1 234 as 1234, and 4.0 as 4."""
    digits = re.sub(r"[,\u00a0\u202f .](?=\d{3}(?!\d))", "", figure).replace(",", ".")
    return f"{float(digits):g}" if float(digits) % 1 else str(int(float(digits)))


def _id_of(given: object) -> str:
    """Return the id of a label that was given by id or by its words; empty when it is neither."""
    text = str(given or "").strip().casefold()
    return next((name for name, words in LABELS.items() if text in {name, words.casefold()}), "")


@lru_cache(maxsize=8)
def _letter(folder: Path) -> str:
    """Return what the candidate was told first; a note may repeat its figures."""
    return str(tomllib.loads((folder / "family.toml").read_text(encoding="utf-8"))["brief"])


@lru_cache(maxsize=8)
def _pool(folder: Path) -> dict[str, list[Mapping[str, str]]]:
    rows = tomllib.loads((folder / "pool.toml").read_text(encoding="utf-8"))["row"]
    return {place: [row for row in rows if row["place"] == place] for place in PLACES}


@lru_cache(maxsize=64)
def _dealt(folder: Path, seed: int) -> dict[str, Dealt]:
    draws = Draws(seed, f"{folder.name}/feed")
    rows = []
    for place, written in _pool(folder).items():
        pick, loud, *chances = draws.uniform(6)
        row = written[int(pick * len(written))]
        least, most = _REACH.get(place, _USUAL_REACH)
        reach = round(least * (most / least) ** loud)
        text = _filled(row["text"], chances)
        rows.append(Dealt(place, row["source"], row["author"], reach, text))
    return {name: rows[place] for name, place in zip(ROWS, draws.order(len(rows)), strict=True)}


def _filled(text: str, chances: list[float]) -> str:
    """Put a figure in the place of each {40-90}."""
    for (least, most), chance in zip(_CHOICE.findall(text), chances, strict=False):
        figure = int(least) + int(chance * (int(most) - int(least) + 1))
        text = _CHOICE.sub(str(figure), text, count=1)
    return text
