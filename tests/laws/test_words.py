"""Is every tracked text finished, free of machines and addresses, and under a licence that is said?"""

import re

import pytest

# Put together from pieces, so that this file does not break its own laws.
REGISTRIES = "|".join(
    re.escape(host)
    for host in (
        "pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "npm" + "js.org", "deb.deb" + "ian",
        "conda.ana" + "conda",
    )
)  # fmt: skip
MACHINES = r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "fa" + "rm", "ro" + "ot", "Us" + "ers")) + r")/"
UNFINISHED = "|".join(
    (
        "TO" + "DO",
        "FIX" + "ME",
        "X" * 3,
        "raise Not" + "ImplementedError",
        "lorem" + " ipsum",
        "coming" + " soon",
    )
)
TEXTS = {
    ".py", ".md", ".toml", ".yml", ".yaml", ".json", ".ipynb", ".css", ".js", ".lock", ".txt", ".csv",
    ".jsonl", ".cfg", ".html", "",
}  # fmt: skip
LICENCE_TEXTS = ("LICENSE", "LICENSES/")


@pytest.mark.parametrize(
    "pattern", [REGISTRIES, MACHINES, rf"\b(?:{UNFINISHED})\b"], ids=["registries", "machines", "unfinished"]
)
def test_is_no_forbidden_word_in_a_tracked_file(tracked, repository, pattern):
    found = []
    for path in tracked:
        name = path.relative_to(repository).as_posix()
        if path.suffix not in TEXTS or name.startswith(LICENCE_TEXTS):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (hit := re.search(pattern, line)) and "base64" not in line[: hit.start()]:
                found.append(f"{name}:{number}: {hit[0]}")
    assert found == []


def test_is_every_check_able_to_fail(tracked, repository):
    """Nothing in the tools' own files turns a failure into a success."""
    excuses = re.compile(
        "|".join(("exit" + "-zero", "continue-on" + "-error", r"\|\| tr" + "ue", "--re" + "runs"))
    )
    tools = [
        path for path in tracked if path.name in {"Makefile", "run", "bootstrap", "lock", "pyproject.toml"}
    ]
    assert len(tools) >= 4
    for path in tools:
        assert not excuses.search(path.read_text(encoding="utf-8")), path.relative_to(repository)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("LICENSE", "Apache License"),
        ("LICENSES/CC-BY-4.0.txt", "Attribution 4.0 International"),
        ("LICENSES/CC0-1.0.txt", "CC0 1.0 Universal"),
    ],
)
def test_is_each_licence_there_in_full(repository, name, words):
    text = (repository / name).read_text(encoding="utf-8")
    assert words in text
    assert len(text.splitlines()) > 100


@pytest.mark.parametrize(
    "folder", ["course", "solutions", "assignments", "scenarios", "datasets", "docs", "bin"]
)
def test_does_a_folder_of_the_plan_exist_only_with_content(tracked, repository, folder):
    inside = [path for path in tracked if path.is_relative_to(repository / folder)]
    assert (repository / folder).exists() == bool(inside)
