"""Does a sandbox keep a kernel in, and everybody else out of it?"""

import ast
import os
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from practicum.errors import PracticumError
from practicum.grading.sandbox import Verdict, host
from practicum.grading.sandbox.command import command
from practicum.grading.sandbox.limits import Limits
from practicum.grading.sandbox.pool import POOL, Parent

REPOSITORY = Path(__file__).resolve().parents[3]
SPACES = ("user", "mnt", "pid", "ipc", "uts", "net", "cgroup")


@pytest.fixture
def evaluate(run_hostile):
    """Return the value of an expression inside, after some statements."""

    def run(statements, expression, **more):
        result = run_hostile(f"{statements}\nprint(repr({expression}))", **more)
        assert not result.reason, result.note
        return ast.literal_eval(result.text())

    return run


@pytest.fixture
def kernels(sandbox):
    """Two kernels that run at the same time, as process ids out here."""
    started = [POOL.start(None, "key" * 8, Limits(), course=REPOSITORY) for _kernel in range(2)]
    yield [_pid(one.handle) for one in started]
    for one in started:
        one.close()


def _pid(handle):
    lines = Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pid:")))


def test_every_namespace_is_its_own(kernels):
    for space in SPACES:
        of_three = {Path(f"/proc/{pid}/ns/{space}").readlink() for pid in ("self", *kernels)}
        assert len(of_three) == 3, f"{space}: the grader or two learners share it"


def test_the_kernel_has_no_rights_and_a_filter(evaluate):
    lines = "lines = dict(line.split(':', 1) for line in open('/proc/self/status'))"
    names = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp")
    values = evaluate(lines, f"[int(lines[name], 16) for name in {names}]")
    assert values == [0, 0, 0, 0, 0, 1, 2]


def test_root_is_nobody_inside(evaluate):
    assert evaluate("import os", "os.getuid()") == (os.getuid() or 65534)


def test_nothing_of_the_grader_is_in_the_environment(evaluate, monkeypatch):
    monkeypatch.setenv("PRACTICUM_TEST_SECRET", "hush")
    names = evaluate("import os", "dict(os.environ)")
    assert "PRACTICUM_TEST_SECRET" not in names
    assert names["HOME"] == "/home/learner"
    assert not {"hush", str(Path.home())} & set(names.values())


@pytest.mark.parametrize("folder", ["solutions", "tests", ".git", "nbgrader_config.py", "gradebook.db"])
def test_the_course_shows_only_what_learners_may_read(evaluate, folder):
    assert not evaluate("import os", f"os.path.exists('/course/{folder}')", folder=REPOSITORY / "datasets")
    assert not evaluate("import os", f"os.path.lexists({str(REPOSITORY / folder)!r})")


def test_what_lessons_need_is_there(evaluate):
    shown = evaluate("import os", "sorted(os.listdir('/course'))", folder=REPOSITORY / "datasets")
    assert shown == ["assignments", "course", "datasets", "scenarios"]
    rows = evaluate("from practicum.learn import load", "len(load('posts'))", folder=REPOSITORY / "datasets")
    assert rows > 1000


def test_homes_and_other_places_are_not_there(evaluate):
    places = "[p for p in ('/var', '/run', '/sys', '/etc/passwd', '/etc/shadow', '/mnt', '/srv')]"
    assert evaluate("import os", f"[p for p in {places} if os.path.exists(p)]") == []
    assert evaluate("import os", "os.listdir('/home')") == ["learner"]


def test_only_the_three_private_folders_can_be_written_to(evaluate):
    statements = """
import os
def can(folder):
    try:
        open(os.path.join(folder, "x"), "w").close()
    except OSError:
        return False
    return True
"""
    everywhere = evaluate(
        statements, "sorted({p for p, _, _ in os.walk('/') if p.count('/') < 4 and can(p)})"
    )
    private = ("/dev/shm", "/home/learner", "/tmp")  # noqa: S108  inside
    assert {*private} <= {*everywhere}
    # An edition under /tmp leads there through folders of the private /tmp; its Python stays read-only.
    assert all(any(Path(one).is_relative_to(name) for name in private) for one in everywhere)
    assert not any(Path(one).is_relative_to(sys.prefix) for one in everywhere)


def test_the_kernel_sees_only_its_own_processes(evaluate):
    assert evaluate("import os", "[p for p in os.listdir('/proc') if p.isdigit()]") == ["1"]


def test_the_network_is_not_there(evaluate):
    statements = """
import socket
def why(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__ + str(error.errno)
    return "worked"
"""
    acts = """[why(act) for act in (
    lambda: socket.create_connection(("203.0.113.1", 80), 2),
    lambda: socket.create_connection(("127.0.0.1", 80), 2),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("203.0.113.1", 53)),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: socket.socket(40, socket.SOCK_STREAM),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
)]"""
    unreachable, refused = "OSError101", "PermissionError1"
    assert evaluate(statements, acts) == [
        unreachable, unreachable, unreachable, "gaierror-3", refused, refused,
    ]  # fmt: skip


def test_an_abstract_socket_of_the_grader_cannot_be_reached(evaluate):
    name = f"\0practicum-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(name)
        listener.listen()
        statements = f"import socket\ns = socket.socket(socket.AF_UNIX)\nerror = s.connect_ex({name!r})"
        assert evaluate(statements, "error") == 111


def test_no_door_to_the_channels_is_left_inside(evaluate):
    """The kernel's own sockets are open, but none of their names exists, so nobody else inside finds them."""
    statements = """
import glob, os, re
names = [line.split()[-1] for line in open("/proc/net/unix") if "/" in line]
"""
    assert evaluate(statements, "[name for name in names if os.path.exists(name)]") == []


def test_the_learner_finds_the_files_and_nothing_flows_back(evaluate, tmp_path):
    folder = tmp_path / "m00-start"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "data.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text("hush", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    (folder / "linked").symlink_to(tmp_path)
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    statements = """
import os
open("deep/data.csv", "w").write("gone")
open("new.txt", "w").write("new")
"""
    found = evaluate(
        statements, "sorted(os.path.join(p, f) for p, _, fs in os.walk('.') for f in fs)", folder=folder
    )
    assert found == ["./deep/data.csv", "./new.txt"]
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_folder_beyond_the_disk_is_refused_in_a_sentence(run_hostile, tmp_path):
    (tmp_path / "large").write_bytes(b"0" * 3_000_000)
    result = run_hostile("1", folder=tmp_path, disk=2 * 2**20)
    assert result.reason == "start"
    assert "too much for one run" in result.note
    assert result.note in result.notebook.cells[0].source


def test_where_nested_sandboxes_are_refused_a_kernel_starts_cold_and_sealed(run_hostile, monkeypatch):
    monkeypatch.setattr(POOL, "cold", True)
    source = """
import os
print(sorted(p for p in os.listdir("/proc") if p.isdigit()))
print(os.path.exists("/course/solutions"), os.getuid() == 0)
for path in ("/", "/usr/x", "/dev/x"):
    try:
        open(path + "/x", "w")
        print("wrote")
    except OSError:
        pass
os.kill(1, 9)
os.kill(1, 2)
try:
    open("/proc/1/mem", "rb")
    print("read")
except OSError:
    print("kept")
"""
    result = run_hostile(source, "print('still here')")
    assert not result.reason, result.note
    assert result.text().split("\n")[:3] == ["['1', '3']", "False False", "kept"]
    assert "still here" in result.text()


def test_the_pool_turns_cold_by_itself(sandbox, monkeypatch):
    monkeypatch.setattr(POOL, "cold", False)
    monkeypatch.setattr(Parent, "start", _refused_when_warm(Parent.start))
    kernel = POOL.start(None, "key" * 8, Limits(), course=None)
    assert kernel.alive()
    kernel.close()
    assert POOL.cold


def _refused_when_warm(start):
    def refused(self, *arguments):
        if self.warm:
            raise OSError(1, "Operation not permitted")
        return start(self, *arguments)

    return refused


def test_a_fork_that_cannot_shut_itself_in_never_becomes_a_kernel(sandbox):
    parent = Parent(None)
    with pytest.raises(OSError, match="mount"):
        parent.start(None, "key" * 8, Limits(disk=-1))
    kernel = parent.start(None, "key" * 8, Limits())
    assert kernel.alive()
    kernel.close()
    parent.end()


def test_a_parent_that_was_killed_is_replaced(run_hostile):
    assert run_hostile("1").text() == "1"
    for parent in list(POOL._parents.values()):
        parent._process.kill()
    assert run_hostile("2").text() == "2"


def test_kernels_outlive_the_thread_that_started_their_parent(sandbox):
    parents = []
    thread = threading.Thread(target=lambda: parents.append(Parent(None, warm=False)))
    thread.start()
    thread.join()
    kernel = parents[0].start(None, "key" * 8, Limits())
    assert parents[0].alive()
    assert kernel.alive()
    kernel.close()


def test_everything_ends_with_the_grader(sandbox, tmp_path):
    code = """
import sys
from practicum.grading.sandbox.limits import Limits
from practicum.grading.sandbox.pool import Parent
kernel = Parent(None, warm=False).start(None, "key" * 8, Limits())
print(open(f"/proc/self/fdinfo/{kernel.handle}").read().split("Pid:")[1].split()[0], flush=True)
sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True) as grader:
        handle = os.pidfd_open(int(grader.stdout.readline()))
        grader.kill()
    assert select.select([handle], [], [], 10)[0]
    os.close(handle)


@pytest.mark.parametrize(
    ("platform", "bwrap", "words"),
    [
        ("darwin", "/usr/bin/bwrap", "needs Linux"),
        ("win32", "/usr/bin/bwrap", "needs Linux"),
        ("linux", None, "not installed"),
        ("linux", "/bin/false", "refuses a sandbox"),
    ],
)
def test_without_a_sandbox_grading_that_executes_is_refused_in_a_sentence(
    monkeypatch, platform, bwrap, words
):
    monkeypatch.delenv(host.UNSAFE, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(host, "bubblewrap", lambda: bwrap)
    monkeypatch.setattr("practicum.grading.sandbox.command.bubblewrap", lambda: bwrap)
    verdict = host.available.__wrapped__()
    assert not verdict.ok
    assert words in verdict.why
    monkeypatch.setattr(host, "available", lambda: verdict)
    with pytest.raises(PracticumError) as refusal:
        host.require()
    assert verdict.why in str(refusal.value)
    assert verdict.remedy in str(refusal.value)
    assert "--unsafe" in str(refusal.value)
    assert "evidence need no sandbox" in str(refusal.value)


def test_unsafe_is_a_choice_that_worker_processes_inherit(monkeypatch):
    monkeypatch.delenv(host.UNSAFE, raising=False)
    monkeypatch.setenv(host.UNSAFE, "0")
    monkeypatch.setattr(host, "available", lambda: Verdict(ok=False, why="None here.", remedy="Do."))
    assert host.require(unsafe=True) is False
    assert os.environ[host.UNSAFE] == "1"
    assert host.require() is False


def test_the_command_never_shows_a_writable_part_of_the_host(tmp_path):
    words = command("-c", "pass", course=REPOSITORY, disk=2**20)
    assert not {"--bind", "--dev-bind", "--share-net"} & set(words)
    shown = {words[place + 1] for place, word in enumerate(words) if word == "--ro-bind"}
    assert str(REPOSITORY) not in shown
    assert not any(Path(one) in (Path.home(), *Path.home().parents) for one in shown)
    assert "--clearenv" in words


def test_python_under_a_private_folder_is_kept_and_put_back(monkeypatch):
    """An edition that was unpacked under /tmp runs its sandbox, too."""
    from practicum.grading.sandbox import command as commands

    inside, outside = Path("/tmp/course/.venv"), Path("/opt/course/.venv")  # noqa: S108  never made
    monkeypatch.setattr(commands, "_python", lambda: [outside, inside])
    assert list(commands.covered().values()) == [inside]
    words = command("-c", "pass", disk=2**20)
    (kept,) = commands.covered()
    assert words[words.index(kept) - 1] == str(inside)
    # What is private to the sandbox is mounted first, or it would cover what is shown under it.
    assert words.index("/tmp") < words.index(str(inside), words.index("/tmp"))  # noqa: S108
