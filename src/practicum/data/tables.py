"""Read a table by name: the committed one, or the same table from another seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from practicum.data.export import raw_posts
from practicum.data.first_posts import first_posts
from practicum.data.followers import followers_daily
from practicum.data.posts import true_posts
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.project import Project

EDITION_SEED = 2026


def posts(seed: int) -> pd.DataFrame:
    """Return the raw export of posts, dirty on purpose."""
    return raw_posts(seed, true_posts(seed))


TABLES: Mapping[str, Callable[[int], pd.DataFrame]] = {
    "first_posts": first_posts,
    "posts": posts,
    "followers_daily": followers_daily,
}


def load(name: str, *, seed: int | None = None) -> pd.DataFrame:
    """Return a table.

    Args:
        name: A key of `TABLES`.
        seed: None for the table of this edition (`datasets/<name>.csv`), a whole number for another one of
            the same kind, as in an exam.

    Raises:
        PracticumError: There is no such table, the seed is not a whole number from 0, or the committed file
            cannot be read.
    """
    if name not in TABLES:
        raise PracticumError(
            _("There is no table called '{name}'.").format(name=name),
            next_step=_("The tables are: {names}.").format(names=", ".join(TABLES)),
        )
    if seed is None:
        path = _committed(name)
        return TABLES[name](EDITION_SEED) if path is None else _read(path, name)
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
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


def _committed(name: str) -> Path | None:
    try:
        path = Project.find().datasets / f"{name}.csv"
    except PracticumError:
        return None
    return path if path.is_file() else None


def _read(path: Path, name: str) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype="str" if name == "posts" else None, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise PracticumError(
            _("The table {path} cannot be read: {error}.").format(path=path, error=error),
            next_step=_("Restore the file from the edition that you were given."),
        ) from error
