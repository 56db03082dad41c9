"""Does the comparison name what matters and pass over what differs by machine?"""

import copy
import json

import pytest

from practicum.authoring.compare import differences

NOTEBOOK = {
    "cells": [
        {"id": "a", "cell_type": "markdown", "metadata": {}, "source": ["# Title"]},
        {
            "id": "b",
            "cell_type": "code",
            "metadata": {"tags": ["x"]},
            "source": ["plot()"],
            "execution_count": 1,
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": ["one\n", "two\n"]},
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {
                        "image/png": "AAAA",
                        "text/html": ['<img alt="A rise" src="data:image/png;base64,AAAA">', "<p>4.88</p>"],
                    },
                },
            ],
        },
    ],
    "metadata": {"kernelspec": {"name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def compared(change):
    changed = copy.deepcopy(NOTEBOOK)
    change(changed)
    return differences("a.ipynb", json.dumps(NOTEBOOK).encode(), json.dumps(changed).encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book,
        lambda book: book["cells"][1]["outputs"][1]["data"].update({"image/png": "BBBB"}),
        lambda book: book["cells"][1]["outputs"][1]["data"].update(
            {"text/html": '<img alt="A rise" src="data:image/png;base64,BBBB"><p>4.88</p>'}
        ),
        lambda book: book["cells"][1]["outputs"][0].update(text="one\ntwo\n"),
    ],
    ids=["nothing", "a picture's bytes", "an inline picture's bytes", "lines in one string"],
)
def test_is_what_differs_by_machine_passed_over(change):
    assert compared(change) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda book: book["cells"][0].update(id="z"), "a.ipynb, cell 1: id differ."),
        (lambda book: book["cells"][0].update(source="# Other"), "a.ipynb, cell 1: source differ."),
        (lambda book: book["cells"][1].update(metadata={}), "a.ipynb, cell 2: metadata differ."),
        (
            lambda book: book["cells"][1]["outputs"][0].update(text="three"),
            "a.ipynb, cell 2: outputs differ.",
        ),
        (
            lambda book: book["cells"][1]["outputs"][1]["data"].pop("image/png"),
            "a.ipynb, cell 2: outputs differ.",
        ),
        (
            lambda book: book["cells"][1]["outputs"][1]["data"].update(
                {"text/html": '<img alt="A fall" src="data:image/png;base64,AAAA"><p>4.88</p>'}
            ),
            "a.ipynb, cell 2: outputs differ.",
        ),
        (lambda book: book["cells"].pop(), "a.ipynb has 1 cells; its source gives 2."),
        (lambda book: book["metadata"].clear(), "a.ipynb: the metadata differs."),
        (lambda book: book.pop("cells"), "a.ipynb is not a notebook that can be read."),
    ],
    ids=[
        "an id",
        "a source",
        "metadata",
        "text",
        "a missing picture",
        "an alt text",
        "a cell",
        "head",
        "no cells",
    ],
)
def test_is_what_matters_named(change, says):
    assert compared(change) == [says]


def test_does_any_other_file_count_byte_for_byte():
    assert differences("a.csv", b"1", b"1") == []
    assert differences("a.csv", b"1", b"2") == ["a.csv differs from its source."]
    assert differences("a.csv", b"1", None) == ["a.csv is missing."]
