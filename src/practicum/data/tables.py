"""Read a table by name: the committed one, or the same table from another seed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from practicum.data import (
    audience_survey,
    calibration,
    comment_figures,
    comments,
    competitors,
    editorial_calendar,
    export,
    first_posts,
    followers_daily,
    inbox,
    incidents,
    mention_figures,
    mentions,
    mentions_daily,
    organisations,
    platforms_monthly,
    search_interest,
    watch_feed,
)
from practicum.data.schema import Figure, TableSchema
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.project import Project

if TYPE_CHECKING:
    from practicum.data.traps import Trap

EDITION_SEED = 2026


class Source(NamedTuple):
    """One table of the universe.

    Attributes:
        schema: Its columns.
        make: Its generator.
        traps: The faults that are planted in it.
        figures: What `practicum data report` measures in it, of the same seed; None for nothing.
    """

    schema: TableSchema
    make: Callable[[int], pd.DataFrame]
    traps: tuple[Trap, ...] = ()
    figures: Callable[[int], Sequence[Figure]] | None = None


SOURCES = (
    Source(organisations.ACCOUNTS_SCHEMA, organisations.accounts),
    Source(organisations.PLATFORMS_SCHEMA, organisations.platforms),
    Source(export.SCHEMA, export.posts, export.TRAPS, calibration.figures),
    Source(followers_daily.SCHEMA, followers_daily.followers_daily, followers_daily.TRAPS),
    Source(first_posts.SCHEMA, first_posts.first_posts),
    Source(
        mentions_daily.SCHEMA,
        mentions_daily.mentions_daily,
        mentions_daily.TRAPS,
        mentions_daily.figures,
    ),
    Source(mentions.SCHEMA, mentions.mentions, mentions.TRAPS, mention_figures.figures),
    Source(watch_feed.SCHEMA, watch_feed.watch_feed, watch_feed.TRAPS, watch_feed.figures),
    Source(competitors.SCHEMA, competitors.competitors, competitors.TRAPS, competitors.figures),
    Source(
        search_interest.SCHEMA,
        search_interest.search_interest,
        search_interest.TRAPS,
        search_interest.figures,
    ),
    Source(
        platforms_monthly.SCHEMA,
        platforms_monthly.platforms_monthly,
        platforms_monthly.TRAPS,
        platforms_monthly.figures,
    ),
    Source(
        audience_survey.SCHEMA,
        audience_survey.audience_survey,
        audience_survey.TRAPS,
        audience_survey.figures,
    ),
    Source(incidents.SCHEMA, incidents.incidents, incidents.TRAPS, incidents.figures),
    Source(comments.SCHEMA, comments.comments, comments.TRAPS, comment_figures.figures),
    Source(inbox.SCHEMA, inbox.inbox, inbox.TRAPS, inbox.figures),
    Source(editorial_calendar.SCHEMA, editorial_calendar.editorial_calendar, editorial_calendar.TRAPS),
)
SCHEMAS: Mapping[str, TableSchema] = {source.schema.name: source.schema for source in SOURCES}
TABLES: Mapping[str, Callable[[int], pd.DataFrame]] = {source.schema.name: source.make for source in SOURCES}
TRAPS: tuple[Trap, ...] = tuple(trap for source in SOURCES for trap in source.traps)


def report(seed: int | None = None) -> pd.DataFrame:
    """Return the figures of the tables of a seed, their bands, and whether each lies inside.

    Args:
        seed: None for this edition's.
    """
    chosen = EDITION_SEED if seed is None else seed
    rows = [
        (source.schema.name, *figure)
        for source in SOURCES
        if source.figures is not None
        for figure in source.figures(chosen)
    ]
    table = pd.DataFrame(rows, columns=["table", *Figure._fields])
    return table.assign(inside=table["value"].between(table["low"], table["high"]))


def load(name: str, *, seed: int | None = None) -> pd.DataFrame:
    """Return a table.

    A committed file that somebody changed, for instance by saving it from a spreadsheet, is left alone and
    the table is made anew: so everybody computes on the same numbers.

    Args:
        name: A key of `TABLES`.
        seed: None for the table of this edition (`datasets/<name>.csv`), a whole number for another one of
            the same kind, as in an exam.

    Raises:
        PracticumError: There is no such table, or the seed is not a whole number from 0.
    """
    if name not in TABLES:
        raise PracticumError(
            _("There is no table called '{name}'.").format(name=name),
            next_step=_("The tables are: {names}.").format(names=", ".join(TABLES)),
        )
    if seed is None:
        content = _committed(name)
        return TABLES[name](EDITION_SEED) if content is None else _read(content, name)
    if type(seed) is not int or seed < 0:
        raise PracticumError(
            _("The seed {seed!r} is not a whole number from 0.").format(seed=seed),
            next_step=_("Leave the seed out to get the table of this edition."),
        )
    return TABLES[name](seed)


class Tables(Mapping[str, pd.DataFrame]):
    """All tables of one seed, each made when it is first asked for.

    Attributes:
        seed: None for this edition's tables.
    """

    def __init__(self, seed: int | None = None) -> None:
        self.seed = seed
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = load(name, seed=self.seed)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def __repr__(self) -> str:
        return f"Tables(seed={self.seed!r})"


def _committed(name: str) -> bytes | None:
    """Return the committed file when it is the one that its descriptor names."""
    try:
        folder = Project.find().datasets
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        hashes = {resource["name"]: resource["hash"] for resource in package["resources"]}
        content = (folder / f"{name}.csv").read_bytes()
    except (PracticumError, OSError, ValueError, KeyError, TypeError):
        return None
    return content if hashes.get(name) == f"sha256:{sha256(content).hexdigest()}" else None


def _read(content: bytes, name: str) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), dtype="str" if SCHEMAS[name].text else None, encoding="utf-8")
