"""Do the verbs of the examination say what they did, and fail with the right exit code?"""

import json

import pytest
from typer.testing import CliRunner

from practicum.cli import app
from practicum.exam.bank.read import read_bank
from practicum.exam.standards.sheets import read_items

RUN = CliRunner()


@pytest.fixture
def practicum(project, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(project.root))

    def run(*arguments):
        return RUN.invoke(app, ["exam", *map(str, arguments)])

    return run


@pytest.fixture
def full(row):
    """Rows enough for a whole form of the shipped blueprint."""
    return [
        row(f"{area}1-{number:03}", status="pilot" if number > 17 else "active")
        for area in "ABCDEFGHIJ"
        for number in range(1, 20)
    ]


def test_does_a_check_with_faults_end_with_1_and_one_without_with_0(practicum, sound, row, write):
    more = [row(f"{area}1-{number:03}") for area in "ABCDEFGHIJ" for number in range(10, 22)]
    good = practicum("bank", "check", write(sound + more))
    assert good.exit_code == 0, good.output
    assert "220 items: 0 faults, 5 remarks." in good.output
    assert practicum("bank", "check", write(sound + more), "--strict").exit_code == 1
    bad = practicum("bank", "check", write([sound[0] | {"rationale": ""}, *sound[1:], *more]))
    assert bad.exit_code == 1
    assert "fault   rationale  A1-001 has no rationale." in bad.output


def test_is_a_folder_that_is_no_bank_bad_input(practicum, tmp_path):
    result = practicum("bank", "check", tmp_path)
    assert result.exit_code == 2
    assert "not an item bank" in result.output


def test_can_a_bank_be_sealed_and_checked_and_used_sealed(practicum, full, write, tmp_path):
    plain, sealed = write(full), tmp_path / "sealed"
    public = practicum("bank", "key", tmp_path / "key").output.strip()
    assert public.startswith("age1")
    told = practicum("bank", "seal", plain, sealed, public)
    assert told.exit_code == 0
    assert f"The plain files still lie in {plain}." in told.output
    assert practicum("bank", "check", sealed).exit_code == 2
    made = practicum(
        "forms", "assemble", "cm", "--bank", sealed, "--key", tmp_path / "key", "--to", tmp_path / "forms"
    )
    assert made.exit_code == 0, made.output
    form = json.loads((tmp_path / "forms" / "cm-1.json").read_text(encoding="utf-8"))
    assert sum(item["scored"] for item in form["items"]) == 60
    assert len(form["items"]) == 66
    assert form["bank"] == read_bank(plain).digest


def test_is_a_form_that_cannot_be_made_explained_and_nothing_written(practicum, full, write, tmp_path):
    folder = write([one for one in full if one["area"] != "G"])
    result = practicum("forms", "assemble", "cm", "--bank", folder, "--to", tmp_path / "forms")
    assert result.exit_code == 2
    assert "Area G: items needed 10, may be used 0." in result.output
    assert not (tmp_path / "forms").exists()


def test_is_a_sealed_bank_opened_to_be_changed_and_told_so(practicum, full, write, tmp_path):
    plain, sealed, opened = write(full), tmp_path / "sealed", tmp_path / "opened"
    public = practicum("bank", "key", tmp_path / "key").output.strip()
    practicum("bank", "seal", plain, sealed, public)
    order = ("bank", "move", "A1-001", "watched", "--role", "owner", "--by", "Ana", "--bank")
    refused = practicum(*order, sealed)
    assert refused.exit_code == 2
    assert "practicum exam bank open" in refused.output
    told = practicum("bank", "open", sealed, opened, "--key", tmp_path / "key")
    assert told.exit_code == 0, told.output
    assert "Opened 1 file." in told.output
    assert practicum(*order, opened).exit_code == 0
    assert read_bank(opened).item("A1-001").status == "watched"


def test_does_the_panel_get_the_items_of_a_form_out_of_a_sealed_bank(practicum, full, write, tmp_path):
    plain, sealed, key = write(full), tmp_path / "sealed", tmp_path / "key"
    practicum("bank", "seal", plain, sealed, practicum("bank", "key", key).output.strip())
    use = ("--bank", sealed, "--key", key)
    practicum("forms", "assemble", "cm", *use, "--to", tmp_path / "forms")
    form = json.loads((tmp_path / "forms" / "cm-1.json").read_text(encoding="utf-8"))
    made = practicum("forms", "items", tmp_path / "forms" / "cm-1.json", tmp_path / "items.csv", *use)
    assert made.exit_code == 0, made.output
    assert "60 items." in made.output
    assert list(read_items(tmp_path / "items.csv")) == [one["id"] for one in form["items"] if one["scored"]]


def test_is_a_bank_of_reviewed_items_told_what_a_rehearsal_is(practicum, full, write):
    folder = write([one | {"status": "reviewed"} for one in full])
    result = practicum("forms", "assemble", "cm", "--bank", folder)
    assert result.exit_code == 2
    assert "add --rehearsal" in result.output
