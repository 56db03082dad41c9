"""Who speaks and where: the table of organisations and the table of platforms, the same with any seed.

Six organisations publish; the seventh, the agency Lanterne, works for three of them and has no posts of its
own. Each has a dossier, see `practicum.data.dossiers`.
"""

from __future__ import annotations

import pandas as pd

from practicum.data.accounts import ACCOUNTS, PLATFORMS
from practicum.data.schema import Field, TableSchema

AGENCY = ("lanterne", "Lanterne", "a small agency that takes the desk for other houses")
_ROWS = (*((one.key, one.name, one.what) for one in ACCOUNTS), AGENCY)
KEYS = tuple(key for key, _name, _what in _ROWS)
ACCOUNTS_SCHEMA = TableSchema(
    "accounts",
    "Accounts",
    "One row for each fictional organisation or person.",
    (
        Field("account", "string", "Its name in the other tables.", options=KEYS),
        Field("name", "string", "Its name in prose."),
        Field("what", "string", "What it is."),
    ),
    key=("account",),
)
PLATFORMS_SCHEMA = TableSchema(
    "platforms",
    "Platforms",
    "One row for each fictional platform.",
    (
        Field("platform", "string", "Its name in the other tables.", options=tuple(PLATFORMS)),
        Field("what", "string", "What people use it for."),
    ),
    key=("platform",),
)


def accounts(_seed: int) -> pd.DataFrame:
    """Return the accounts, the same with any seed."""
    return pd.DataFrame(list(_ROWS), columns=["account", "name", "what"])


def platforms(_seed: int) -> pd.DataFrame:
    """Return the platforms, the same with any seed."""
    return pd.DataFrame(list(PLATFORMS.items()), columns=["platform", "what"])
