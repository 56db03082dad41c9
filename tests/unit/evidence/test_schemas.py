"""Do the JSON Schema files and the code accept and refuse the same documents?"""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from practicum.evidence import (
    DecisionLog,
    EvidenceError,
    parse_answers,
    read_log,
    record_answer,
    write_bundle,
)

FOLDER = files("practicum.evidence") / "schemas"
SCHEMAS = {path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.iterdir()}
REGISTRY = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in SCHEMAS.values())


def accepts(name, document):
    return Draft202012Validator(SCHEMAS[name], registry=REGISTRY).is_valid(document)


@pytest.mark.parametrize("name", SCHEMAS)
def test_is_each_schema_itself_valid(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_are_there_four_formats():
    assert set(SCHEMAS) == {"answers", "log", "artefact", "bundle"}


def test_does_what_the_code_writes_fit_its_schema(tmp_path):
    record_answer(tmp_path / "answers.json", "m08-3", {"plaza": [4.88, None, True]})
    log = DecisionLog.create(tmp_path / "d.jsonl", drill="d01", scenario_hash="ab", seed="1", mode="assessed")
    log.append(3, "reply", {"thread": "m1"}, 40)
    manifest = write_bundle(
        tmp_path / "a.zip", tmp_path, ["answers.json", "d.jsonl"], module="m08", learner="Ada"
    )
    assert accepts("answers", json.loads((tmp_path / "answers.json").read_text(encoding="utf-8")))
    for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines():
        assert accepts("log", json.loads(line))
    assert accepts("bundle", manifest.to_json())
    assert all(accepts("artefact", vars(file)) for file in manifest.files)


ANSWER = {"value": 1, "at": "2026-11-03T12:00:05Z", "via": "form"}


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "x"},
        {"version": 2},
        {"more": 1},
        {"answers": []},
        {"answers": {"M 8": ANSWER}},
        {"answers": {"m08-1": {**ANSWER, "via": "fax"}}},
        {"answers": {"m08-1": {**ANSWER, "at": "noon"}}},
        {"answers": {"m08-1": {**ANSWER, "more": 1}}},
        {"answers": {"m08-1": {"value": 1}}},
        {"answers": {"m08-1": 1}},
    ],
)
def test_do_schema_and_code_refuse_the_same_answers(changes):
    document = {"format": "practicum-answers", "version": 1, "answers": {"m08-1": ANSWER}}
    assert accepts("answers", document)
    assert parse_answers(json.dumps(document).encode())
    assert not accepts("answers", document | changes)
    with pytest.raises(EvidenceError):
        parse_answers(json.dumps(document | changes).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"n": 0},
        {"minute": -1},
        {"minute": "1"},
        {"action": "a b"},
        {"args": []},
        {"confidence": 101},
        {"more": 1},
    ],
)
def test_do_schema_and_code_refuse_the_same_decisions(tmp_path, changes):
    from practicum.evidence.chain import sealed_line

    log = DecisionLog.create(tmp_path / "d.jsonl", drill="d01", scenario_hash="ab", seed="1")
    decision = {"n": 1, "minute": 3, "action": "reply", "args": {}, "confidence": None}
    for document, fits in ((decision, True), (decision | changes, False)):
        line = sealed_line(document, log._last_hash)[0]
        assert accepts("log", json.loads(line)) is fits
        content = (tmp_path / "d.jsonl").read_bytes() + line
        if fits:
            assert len(read_log(content)[1]) == 1
        else:
            with pytest.raises(EvidenceError):
                read_log(content)
