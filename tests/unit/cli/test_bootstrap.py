"""Does the script that makes the environment say what is missing, and install what it may?"""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
# Answers like a Python without ensurepip; its status says that an environment was to be made.
MAKING = 7
PYTHON_WITHOUT_VENV = f"""#!/bin/sh
[ "$1" != -m ] || exit {MAKING}
case "$2" in *ensurepip*) exit 1 ;; esac
exec "{sys.executable}" "$@"
"""
APT = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/apt.log"
"""


@pytest.fixture
def project(tmp_path):
    """The script and what it reads, in a folder with a space in its name; stand-ins for programs."""
    root = tmp_path / "a course"
    (root / "bin").mkdir(parents=True)
    (root / "stand-ins").mkdir()
    for name in ("bin/bootstrap", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, root / name)
    return root


def stand_in(project, name, text):
    path = project / "stand-ins" / name
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def bootstrap(project, profile="lab", **variables):
    path = f"{project / 'stand-ins'}:/usr/bin:/bin"
    return subprocess.run(
        ["sh", "bin/bootstrap", profile],
        cwd=project,
        env={"PATH": path, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_is_a_machine_without_a_fitting_python_told_so(project):
    stand_in(project, "old", "#!/bin/sh\nexit 1\n")
    done = bootstrap(project, PYTHON="old nowhere-to-be-found")
    assert done.returncode == 2
    assert "Python 3.11, 3.12, 3.13 or 3.14 was not found" in done.stderr
    assert "\nNext: " in done.stderr
    assert not (project / ".venv").exists()


def test_is_a_python_that_makes_no_environments_named_with_its_package(project):
    stand_in(project, "id", "#!/bin/sh\necho 1000\n")
    stand_in(project, "apt-get", APT)
    python = stand_in(project, "python-without", PYTHON_WITHOUT_VENV)
    done = bootstrap(project, PYTHON=python.name)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert done.returncode == 2
    assert f"sudo apt install {package}" in done.stderr
    assert not (project / "stand-ins" / "apt.log").exists()


def test_does_the_administrator_of_a_debian_get_that_package_installed(project):
    stand_in(project, "id", "#!/bin/sh\necho 0\n")
    stand_in(project, "apt-get", APT)
    python = stand_in(project, "python-without", PYTHON_WITHOUT_VENV)
    done = bootstrap(project, PYTHON=python.name)
    said = (project / "stand-ins" / "apt.log").read_text(encoding="utf-8")
    assert f"install -y -qq --no-install-recommends python3.{sys.version_info[1]}-venv" in said
    assert done.returncode == MAKING


def test_does_a_second_call_do_nothing(project):
    """The stamp of an environment that is as the locks say: not even Python is looked for."""
    (project / ".venv").mkdir()
    sums = subprocess.run(
        ["sh", "-c", "cat requirements*.lock pyproject.toml bin/bootstrap | cksum"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    (project / ".venv" / ".practicum-lab").write_text(f"{sums.stdout.strip()} {project}", encoding="utf-8")
    done = bootstrap(project, PYTHON="nowhere-to-be-found")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_does_a_changed_lock_or_a_moved_folder_end_that(project):
    test_does_a_second_call_do_nothing(project)
    moved = project.rename(project.with_name("elsewhere"))
    assert bootstrap(moved, PYTHON="nowhere-to-be-found").returncode == 2
    (moved / "requirements.lock").write_text("", encoding="utf-8")
    assert bootstrap(moved.rename(project), PYTHON="nowhere-to-be-found").returncode == 2
