"""Does a gradebook in a real PostgreSQL hold what one in SQLite holds, and outlive the server's restart?"""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from practicum.grading import cohort, run
from practicum.grading.cohort import Options, State, grade

pytestmark = pytest.mark.slow

ROWS = """
    select s.student_id, c.name, c.type, g.auto_score, g.manual_score, g.needs_manual_grade
    from grade g join base_cell c on c.id = g.cell_id
    join submitted_notebook n on n.id = g.notebook_id
    join submitted_assignment s on s.id = n.assignment_id order by 1, 2, 3"""


def programs():
    """The folder of PostgreSQL's server programs; installed when this may be done."""
    if found := _found():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "postgresql")):
            subprocess.run(["apt-get", *words], env=environment, check=False, capture_output=True)
    return _found()


def _found():
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


class Server:
    """A private server on a Unix socket in a folder of its own, run by somebody who is not root."""

    def __init__(self, folder):
        self.bin = programs()
        if self.bin is None:
            reason = "PostgreSQL is not installed and cannot be installed here"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        self.data, self.socket = folder / "data", folder / "socket"
        self.socket.mkdir()
        self.who = {}
        if os.geteuid() == 0:
            import pwd

            user = pwd.getpwnam("postgres") if _known("postgres") else pwd.getpwnam("nobody")
            self.who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            for path in (folder, self.socket):
                os.chown(path, user.pw_uid, user.pw_gid)
            for path in folder.parents:
                if path.stat().st_mode & 0o001 == 0:
                    path.chmod(path.stat().st_mode | 0o011)
        self._run("initdb", "-D", str(self.data), "-U", "practicum", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program, *words):
        log = self.socket.parent / "said"
        with log.open("wb") as said:
            done = subprocess.run(
                [str(self.bin / program), *words], stdout=said, stderr=said, cwd="/", check=False, **self.who
            )
        assert done.returncode == 0, log.read_text()

    def start(self):
        options = f"-c listen_addresses='' -c unix_socket_directories={self.socket} -c fsync=off"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-o", options, "-l", str(self.data / "log"), "start")

    def stop(self):
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    @property
    def url(self):
        return f"postgresql+psycopg://practicum@/postgres?host={self.socket}"


def _known(name):
    import pwd

    return any(one.pw_name == name for one in pwd.getpwall())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("postgres"))
    server.start()
    yield server
    server.stop()


def grades(url):
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            return sorted(tuple(row) for row in connection.execute(sa.text(ROWS)))
    finally:
        engine.dispose()


def test_a_gradebook_in_postgresql_holds_what_sqlite_holds_and_outlives_a_restart(
    server, course, whole, dumped, monkeypatch
):
    settings = {"CourseDirectory": {"db_url": server.url}}
    by_student = {one.student: one for one in whole[1]}
    restarts = []

    def restart():
        time.sleep(0.5)
        server.start()

    def ready(_rules, jobs, **_options):
        for number, job in enumerate(jobs):
            if number == 20:
                server.stop()
                restarts.append(threading.Thread(target=restart))
                restarts[0].start()
            yield by_student[job.student]

    monkeypatch.setattr(run, "BATCH", 8)
    monkeypatch.setattr(cohort, "results", ready)
    first = grade("m90", course, settings=settings)
    restarts[0].join()
    assert {one.state for one in first} == {State.GRADED}
    due = [(*row[:5], bool(row[5])) for row in grades(f"sqlite:///{whole[0].root / 'gradebook.db'}")]
    assert grades(server.url) == due
    assert dumped(course)[1] == dumped(whole[0])[1]
    again = grade("m90", course, settings=settings)
    assert {one.state for one in again} <= {State.UNCHANGED, State.GRADED}
    assert grades(server.url) == due
    monkeypatch.undo()
    forced = grade("m90", course, Options(force=True), settings=settings)
    assert [one.score for one in forced] == [one.score for one in first]
    assert grades(server.url) == due
