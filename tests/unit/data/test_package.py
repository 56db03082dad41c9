"""Are the committed datasets what the build writes, and do descriptor and dictionary tell the truth?"""

import json
from hashlib import sha256

import pytest
from frictionless import Package

from practicum.data import SCHEMAS, write_datasets
from practicum.project import Project

FOLDER = Project.find().datasets


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("datasets")
    return folder, write_datasets(folder)


def test_are_the_committed_files_byte_for_byte_what_the_build_writes(written):
    folder, files = written
    assert {path.name for path in files} == {path.name for path in folder.iterdir()}
    assert {path.name for path in FOLDER.iterdir()} == {path.name for path in files} | {"dossiers"}
    for path in files:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def test_do_files_use_one_kind_of_line_end_and_utf_8(written):
    for path in written[1]:
        content = path.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        content.decode("utf-8")


def test_does_frictionless_find_the_package_valid_with_its_foreign_keys(written):
    found = Package(str(written[0] / "datapackage.json")).validate()
    assert found.valid, found.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_does_the_descriptor_say_licence_synthetic_and_the_hash_of_each_file():
    package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    assert package["synthetic"] is True
    assert [licence["name"] for licence in package["licenses"]] == ["CC0-1.0"]
    for resource in package["resources"]:
        content = (FOLDER / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


def test_does_the_dictionary_explain_every_column():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for table in SCHEMAS.values():
        assert f"## `{table.name}`" in page
        for field in table.fields:
            assert f"| `{field.name}` | {field.type} | {field.description}" in page
    assert "synthetic" in page
    assert "CC0" in page
