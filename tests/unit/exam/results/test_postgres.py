"""Does the register in a real PostgreSQL refuse, chain, share and find as it does in SQLite?"""

import importlib.util
import subprocess
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from practicum.errors import PracticumError
from practicum.exam.results.check import check
from practicum.exam.results.entry import Kind
from practicum.exam.results.keeping import backup, erase, export
from practicum.exam.results.register import Register

pytestmark = pytest.mark.slow
SERVERS = Path(__file__).resolve().parents[3] / "faults" / "test_postgres.py"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A private server, as for the gradebook."""
    spec = importlib.util.spec_from_file_location("servers", SERVERS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    server = module.Server(tmp_path_factory.mktemp("postgres"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def held(server, building, make, tmp_path):
    """A body whose register lies on the server, with a decision in it."""
    engine = sa.create_engine(server.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("drop table if exists exam_entry, exam_private cascade")
    engine.dispose()
    house = building(tmp_path / "body", server.url)
    house.propose(make.sitting("Ada Bell", "Bo Crane"), make.marks("C-1", 30, 30), make.marks("C-2"))
    house.decide_all()
    house.letters()
    yield house
    house.register.close()


def run(url, *statements):
    engine = sa.create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def test_does_the_server_refuse_every_change_but_growth_and_a_check_find_one_behind_its_back(server, held):
    assert check(held.register).faults == ()
    for statement in (
        "update exam_entry set content = '{}' where n = 3",
        "delete from exam_entry where n = 3",
        "truncate exam_entry",
        "insert into exam_entry select n + 50, previous, hash, content from exam_entry where n = 3",
        """insert into exam_entry select n, previous, hash, '{}' from exam_entry where n = 3
        on conflict (n) do update set content = '{}'""",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="only grows at its end"):
            run(server.url, statement)
    assert check(held.register).faults == ()
    run(
        server.url,
        "alter table exam_entry disable trigger all",
        "update exam_entry set content = replace(content, 'not-passed', 'passed') where n = "
        "(select max(n) from exam_entry where content like '%%not-passed%%decision%%')",
    )
    faults = check(held.register).faults
    assert any("was changed" in one for one in faults)
    assert any("no good signature of dora" in one for one in faults)
    assert any("no longer refuses changes" in one for one in faults)


def test_do_two_writers_on_a_server_lose_nothing_and_decide_nothing_twice(held, make):
    def write(name):
        own = Register(held.register.url, held.register.witness.path)
        for number in range(15):
            with own.writing() as book:
                book.append(Kind.INCIDENT, {"when": f"{name}-{number}"}, at=make.at, sitting="two")
        own.close()

    held.propose(make.sitting("Eve Frost", id="2026-12"), make.marks("C-1"))
    ends = []

    def sign(by):
        try:
            held.decide(by=by, sitting="2026-12")
            ends.append("signed")
        except PracticumError as error:
            ends.append(error.problem)

    jobs = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    jobs += [threading.Thread(target=sign, args=(by,)) for by in ("dora", "dmitri")]
    for one in jobs:
        one.start()
    for one in jobs:
        one.join()
    assert ends.count("signed") == 1
    with held.register.reading() as book:
        assert len({one.data["when"] for one in book.of("two")}) == 30
    assert check(held.register).faults == ()


def test_are_export_and_erasure_on_a_server_as_in_a_file(held, keys, at, tmp_path):
    erase(held.register, "2026-11-demo", "C-1", keys["olga"], at=at(400))
    assert check(held.register).faults == ()
    lines, _table = export(held.register, tmp_path / "out")
    assert len(lines.read_text(encoding="utf-8").splitlines()) == check(held.register).count
    files = export(held.register, tmp_path / "out", names=True)
    assert "Ada Bell" not in files[2].read_text(encoding="utf-8")
    assert "Bo Crane" in files[2].read_text(encoding="utf-8")


def test_is_a_dump_of_the_server_restored_whole_with_its_guards(server, held, make):
    before = check(held.register)
    with pytest.raises(PracticumError, match="server's own tools"):
        backup(held.register, held.folder, at=make.at)
    words = ("-h", str(server.socket), "-U", "practicum")
    dumped = subprocess.run(
        [server.bin / "pg_dump", *words, "--format=custom", "postgres"], check=True, capture_output=True
    ).stdout
    subprocess.run([server.bin / "createdb", *words, "again"], check=True)
    subprocess.run(
        [server.bin / "pg_restore", *words, "--dbname=again"], input=dumped, check=True, capture_output=True
    )
    again = Register(server.url.replace("/postgres?", "/again?"), held.register.witness.path)
    assert check(again) == before
    again.close()
