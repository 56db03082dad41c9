"""Do the verbs for authors make, check, report on and describe a drill, and refuse in sentences?"""

import json
import shutil

import jsonschema
import pytest
import yaml

from practicum import cli


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command line and returns its exit code, what it said and what it complained about."""

    def call(*words):
        monkeypatch.setattr("sys.argv", ["practicum", "scenario", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return call


@pytest.fixture
def drill(run, tmp_path):
    """A new drill, made by its verb."""
    folder = tmp_path / "fair-day"
    code, out, _err = run("new", folder)
    assert code == 0
    assert sorted(line.rsplit("/", 1)[-1] for line in out.split()) == sorted(
        path.name for path in folder.iterdir() if not path.name.startswith(".")
    )
    return folder


def test_a_new_drill_has_nothing_that_must_be_mended(run, drill):
    code, out, _err = run("check", drill)
    assert code == 0
    assert "!" not in out


def test_a_drill_that_must_be_mended_is_told_line_by_line(run, drill):
    path = drill / "scenario.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("author: nadia", "author: nadja"), encoding="utf-8"
    )
    code, out, _err = run("check", drill)
    assert code == 1
    assert any(line.startswith("! ") and "'nadja'" in line for line in out.splitlines())


def test_an_older_expert_run_is_written_again(run, drill):
    path = drill / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight: 3", "weight: 2"), encoding="utf-8")
    assert run("check", drill)[0] == 1
    assert run("reference", drill)[0] == 0
    assert run("check", drill)[0] == 0


def test_a_report_is_told_and_written_as_a_page(run, drill, tmp_path):
    page = tmp_path / "report.html"
    code, out, _err = run("report", drill, "--seeds", 2, "--html", page)
    assert code == 0
    assert "reference" in out
    assert str(page) in out
    assert "<svg" in page.read_text(encoding="utf-8")


def test_the_schema_accepts_the_new_drill(run, drill):
    code, out, _err = run("schema")
    assert code == 0
    jsonschema.validate(
        yaml.safe_load((drill / "scenario.yaml").read_text(encoding="utf-8")), json.loads(out)
    )


@pytest.mark.parametrize("verb", ["check", "play", "report", "reference"])
def test_a_drill_that_is_not_there_is_refused_with_a_next_step(run, tmp_path, verb):
    code, out, err = run(verb, tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert "is not the folder of a drill" in err
    assert "Next:" in err


def test_a_drill_is_never_overwritten_by_a_new_one(run, drill):
    code, _out, err = run("new", drill)
    assert code == 2
    assert "holds a drill already" in err


def test_playing_opens_a_page_that_shows_the_folder(run, drill, tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    opened = []
    monkeypatch.setattr("practicum.lab.open_lab", lambda _project, page, **_options: opened.append(page))
    assert run("play", drill)[0] == 0
    (page,) = opened
    source = json.loads(page.read_text(encoding="utf-8"))["cells"][1]["source"]
    assert json.dumps(drill.resolve().as_posix()) in "".join(source)
    shutil.rmtree(drill)
    assert run("play", drill)[0] == 2
