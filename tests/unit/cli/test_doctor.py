"""Does the doctor say how the machine stands, and what to do where it does not stand well?"""

import shutil
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum import doctor
from practicum.doctor import Health, examine, locked_versions

REPOSITORY = Path(__file__).resolve().parents[3]
LOCK = """# a lock
rich=={rich} \\
    --hash=sha256:0
win-only==1.0 ; sys_platform == 'nowhere' \\
    --hash=sha256:0
uv==0.1 \\
    --hash=sha256:0
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.toml").write_text("module = []", encoding="utf-8")
    (tmp_path / "requirements.lock").write_text(LOCK.format(rich=metadata.version("rich")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for variable in ("PRACTICUM_ROOT", "PRACTICUM_WORK"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(doctor, "_kernel", lambda project: doctor.Finding(Health.OK, "not started here"))
    return tmp_path


def one(health, words):
    found = [finding for finding in examine() if words in finding.what]
    assert [finding.health for finding in found] == [health], examine()
    assert bool(found[0].next_step) == (health is not Health.OK)
    return found[0]


def test_is_a_sound_machine_found_sound(course):
    assert Health.BAD not in {finding.health for finding in examine()}
    one(Health.OK, "All 1 packages are those of the lock")
    one(Health.OK, "Your work is kept in")


def test_is_a_folder_without_a_course_bad(course, monkeypatch):
    monkeypatch.chdir(course.parent)
    one(Health.BAD, "No Practicum course was found")


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        (LOCK.format(rich="0.1"), "1 package is not the one that was tested: rich"),
        ("nowhere-to-be-found==1.0 \\\n", "nowhere-to-be-found missing"),
        ("=== what?\n", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_does_another_package_or_a_damaged_lock_want_attention(course, lock, words):
    path = course / "requirements.lock"
    path.unlink() if lock is None else path.write_text(lock, encoding="utf-8")
    one(Health.ATTENTION, words)


def test_is_a_folder_that_cannot_be_written_to_bad(course, monkeypatch):
    (course / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("PRACTICUM_WORK", str(course / "file" / "work"))
    one(Health.BAD, "Nothing can be written")


def test_do_a_full_disk_and_a_busy_port_show(course, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=5_000_000))
    monkeypatch.setattr(doctor, "free_port", lambda port: 8899)
    one(Health.ATTENTION, "5 MB are free")
    assert "8899" in one(Health.OK, "is in use").what


def test_is_an_optional_program_only_worth_attention(course, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "chromium" else f"/usr/bin/{name}")
    one(Health.ATTENTION, "chromium is not installed")


def test_is_a_missing_sandbox_only_worth_attention(course, monkeypatch):
    verdict = SimpleNamespace(ok=False, why="No sandbox can be had here.", remedy="Install it.")
    monkeypatch.setattr(doctor, "available", lambda: verdict)
    assert one(Health.ATTENTION, "No sandbox").next_step == "Install it."


@pytest.mark.slow
def test_does_a_kernel_start_here_and_one_that_does_not_say_so(monkeypatch):
    assert doctor._kernel(None).health is Health.OK

    def broken(**options):
        raise RuntimeError("no kernel today")

    monkeypatch.setattr(doctor, "start_new_kernel", broken)
    assert "no kernel today" in doctor._kernel(None).what


def test_can_the_repositorys_own_lock_be_read():
    versions = locked_versions((REPOSITORY / "requirements.lock").read_text(encoding="utf-8"))
    assert len(versions) > 100
    assert "pywinpty" not in versions
