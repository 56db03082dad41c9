"""The data room: synthetic tables, their seeds, their planted traps.

>>> from practicum.data import load
>>> posts = load("posts")  # the table of this edition
>>> other = load("posts", seed=7)  # the same kind of table for another candidate
"""

from practicum.data.dossiers import dossier
from practicum.data.package import write_datasets
from practicum.data.schema import Figure, TableSchema
from practicum.data.tables import EDITION_SEED, SCHEMAS, TABLES, TRAPS, Tables, load, report
from practicum.data.traps import Trap

__all__ = [
    "EDITION_SEED",
    "SCHEMAS",
    "TABLES",
    "TRAPS",
    "Figure",
    "TableSchema",
    "Tables",
    "Trap",
    "dossier",
    "load",
    "report",
    "write_datasets",
]
