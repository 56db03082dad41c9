"""Is a field of an item changed in its file, and nothing else?"""

import pytest

from practicum.errors import PracticumError
from practicum.exam.bank.read import read_bank
from practicum.exam.bank.write import put


@pytest.fixture
def bank(row, write):
    folder = write([row("A1-001", status="reviewed"), row("A1-002", exposure=0.1)])
    path = folder / "items" / "a.toml"
    path.write_text(f"# Ours.\n\n{path.read_text('utf-8')}\n# The end.\n", encoding="utf-8")
    return folder


def test_is_only_the_named_field_of_the_named_item_another(bank):
    before = (bank / "items" / "a.toml").read_text("utf-8")
    assert put(bank, {"A1-001": {"status": "pilot"}, "A1-002": {"exposure": 0.25}}) == (
        bank / "items" / "a.toml",
    )
    after = (bank / "items" / "a.toml").read_text("utf-8")
    changed = [
        pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]
    ]
    assert changed == [
        ('status = "reviewed"', 'status = "pilot"'),
        ("exposure = 0.1", "exposure = 0.25"),
    ]
    assert read_bank(bank).item("A1-001").status == "pilot"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Z9-001": {"status": "pilot"}}, "Z9-001"),
        ({"A1-001": {"status": "on holiday"}}, "status"),
        ({"A1-001": {"exposure": 7.0}}, "exposure"),
        ({"A1-001": {"slope": 1.0}}, "no line 'slope"),
    ],
)
def test_does_a_change_that_cannot_be_leave_the_file_as_it_was(bank, changes, said):
    before = (bank / "items" / "a.toml").read_bytes()
    with pytest.raises(PracticumError, match=said):
        put(bank, changes)
    assert (bank / "items" / "a.toml").read_bytes() == before
