"""The data room: synthetic tables, their seeds, their planted traps.

>>> from practicum.data import load
>>> posts = load("posts")  # the table of this edition
>>> other = load("posts", seed=7)  # the same kind of table for another candidate
"""

from practicum.data.tables import EDITION_SEED, TABLES, Tables, load

__all__ = ["EDITION_SEED", "TABLES", "Tables", "load"]
