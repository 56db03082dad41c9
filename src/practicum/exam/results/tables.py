"""The tables of the register in SQLite and PostgreSQL, and the triggers that let entries only be added."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

_META = sa.MetaData()
entries = sa.Table(
    "exam_entry",
    _META,
    sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("content", sa.Text(), nullable=False),
)
private = sa.Table(
    "exam_private",
    _META,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("subject", sa.String(32), nullable=False, index=True),
    sa.Column("content", sa.Text(), nullable=False),
)

TRIGGERS = frozenset({"exam_entry_added", "exam_entry_changed", "exam_entry_removed"})
_LOCK = 7_302_511  # any number that no other program locks by

# SQLite's INSERT OR REPLACE removes rows without asking a trigger for removal: so an insert is watched, too.
_SQLITE = (
    """create trigger if not exists exam_entry_added before insert on exam_entry
    when new.n <> (select coalesce(max(n), 0) + 1 from exam_entry) or new.previous <>
    coalesce((select hash from exam_entry order by n desc limit 1), printf('%064d', 0))
    begin select raise(abort, 'the register only grows at its end'); end""",
    """create trigger if not exists exam_entry_changed before update on exam_entry
    begin select raise(abort, 'the register only grows at its end'); end""",
    """create trigger if not exists exam_entry_removed before delete on exam_entry
    begin select raise(abort, 'the register only grows at its end'); end""",
)
_POSTGRESQL = (
    """create or replace function exam_entry_refused() returns trigger language plpgsql as $$
    begin raise exception 'the register only grows at its end'; end $$""",
    """create or replace function exam_entry_at_end() returns trigger language plpgsql as $$
    begin
      if new.n <> (select coalesce(max(n), 0) + 1 from exam_entry) or new.previous <>
        coalesce((select hash from exam_entry order by n desc limit 1), repeat('0', 64))
      then raise exception 'the register only grows at its end'; end if;
      return new;
    end $$""",
    """create or replace trigger exam_entry_added before insert on exam_entry
    for each row execute function exam_entry_at_end()""",
    """create or replace trigger exam_entry_changed before update on exam_entry
    for each row execute function exam_entry_refused()""",
    """create or replace trigger exam_entry_removed before delete or truncate on exam_entry
    for each statement execute function exam_entry_refused()""",
)


def engine_for(url: str) -> sa.Engine:
    """Return an engine whose SQLite transactions begin when they are told to, and reach the disk."""
    made = sa.create_engine(url)
    if made.dialect.name == "sqlite":

        @sa.event.listens_for(made, "connect")
        def _connect(connection: Any, _record: object) -> None:
            connection.isolation_level = None  # SQLAlchemy's recipe: then BEGIN is ours to say
            cursor = connection.cursor()
            for pragma in ("busy_timeout = 60000", "synchronous = full", "secure_delete = on"):
                cursor.execute(f"pragma {pragma}")
            cursor.close()

        @sa.event.listens_for(made, "begin")
        def _begin(connection: sa.Connection) -> None:
            alone = connection.get_execution_options().get("alone", False)
            connection.exec_driver_sql("begin immediate" if alone else "begin")

    return made


def lock(connection: sa.Connection) -> None:
    """Make every other writer wait until this transaction ends; readers go on."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def create(connection: sa.Connection) -> None:
    """Make the tables and triggers that are missing; call it under `lock`."""
    if sa.inspect(connection).has_table(entries.name):
        return
    _META.create_all(connection)
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def triggers(connection: sa.Connection) -> frozenset[str]:
    """Return the names of the triggers that are in force on the entries."""
    if connection.dialect.name == "sqlite":
        asked = "select name from sqlite_master where type = 'trigger' and tbl_name = 'exam_entry'"
    else:
        asked = (
            "select tgname from pg_trigger where tgrelid = 'exam_entry'::regclass "
            "and not tgisinternal and tgenabled <> 'D'"
        )
    return frozenset(connection.exec_driver_sql(asked).scalars())
