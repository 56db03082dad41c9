"""Do pyproject.toml, the two locks and environment.yml describe one environment?"""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # the same library without a window system


@pytest.fixture(scope="module")
def project(repository):
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


def declared(project, group=None):
    lines = (
        project["project"]["optional-dependencies"][group] if group else project["project"]["dependencies"]
    )
    return {canonicalize_name(line.name): line.specifier for line in map(Requirement, lines)}


def locked(path):
    """Return the requirements of a lock by name; one name may stand there once for each Python or system."""
    found = {}
    for entry in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8")):
        if entry.startswith("#"):
            continue
        line, *hashes = entry.split("\\\n")
        requirement = Requirement(line.strip())
        assert hashes, f"{requirement.name} has no hash"
        assert all(re.fullmatch(r"\s*--hash=sha256:[0-9a-f]{64}\s*", one) for one in hashes), requirement.name
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def assert_meets(wanted, lock):
    for name, specifier in wanted.items():
        assert name in lock, f"{name} is not in the lock: run make lock"
        for requirement in lock[name]:
            (pin,) = requirement.specifier
            assert pin.operator == "=="
            assert pin.version in specifier, f"{name} {pin.version} is not {specifier}: run make lock"


def test_does_the_learners_lock_hold_what_the_package_needs_and_what_installs_it(repository, project):
    assert_meets(declared(project) | declared(project, "install"), locked(repository / "requirements.lock"))


def test_does_the_lock_of_the_tests_hold_the_rest_and_only_the_rest(repository, project):
    learner, tests = locked(repository / "requirements.lock"), locked(repository / "requirements-dev.lock")
    assert_meets(declared(project, "dev"), learner | tests)
    assert learner.keys() & tests.keys() == set()


def test_is_what_builds_the_package_locked_like_everything_else(project):
    builds = {
        Requirement(line).name: Requirement(line).specifier for line in project["build-system"]["requires"]
    }
    assert builds == {"hatchling": declared(project, "install")["hatchling"]}


def test_does_the_conda_environment_ask_for_the_same(repository, project):
    environment = yaml.safe_load((repository / "environment.yml").read_text(encoding="utf-8"))
    plain = [line for line in environment["dependencies"] if isinstance(line, str)]
    (by_pip,) = [line["pip"] for line in environment["dependencies"] if isinstance(line, dict)]
    asked = {}
    by_pip.remove("-e .")  # the package itself
    for line in [*plain, *by_pip]:
        name, specifier = re.fullmatch(r"([\w.-]+) ?(.*)", line).groups()
        asked[canonicalize_name(CONDA_NAMES.get(name, name))] = specifier
    wanted = (
        declared(project)
        | declared(project, "dev")
        | {"hatchling": declared(project, "install")["hatchling"]}
    )
    wanted |= {"python": SpecifierSet(project["project"]["requires-python"]), "pip": SpecifierSet()}
    assert {name: SpecifierSet(specifier) for name, specifier in asked.items()} == wanted
