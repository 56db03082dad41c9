"""Does opening a sitting give each candidate their own package, names to nobody, and refuse what is unfit?"""

import json
import stat

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from practicum.errors import PracticumError
from practicum.exam.families import draw, read_families
from practicum.exam.sitting import SittingError, open_package, read_sitting
from practicum.exam.sitting.codes import stretched


def test_what_is_read_back_is_what_was_opened(sitting, small):
    assert sitting.id == small.ID
    assert sitting.rehearsal
    assert [part.minutes for part in sitting.parts] == [80, 180]
    assert sitting.secret == small.SECRET
    assert len(sitting.candidates) == len(sitting.private) == len(sitting.codes) == 4
    chi = sitting.private[small.code_of(sitting, "R-3")]
    assert (chi.name, chi.email, chi.trainers) == ("Chi Moreau", "chi@example.org", ("Dov Hart", "Eve Ross"))
    for code, one in sitting.candidates.items():
        form = sitting.form(one.form)
        assert form.certificate == one.certificate
        assert sitting.package(code).candidate == code
    assert read_sitting(sitting.folder) == sitting


def test_no_name_stands_outside_the_private_folder(sitting):
    for path in sitting.folder.rglob("*"):
        if path.is_file() and "private" not in path.parts:
            content = path.read_bytes()
            assert not any(word in content for word in (b"Moreau", b"example.org", b"R-3", b"Hart")), path


def test_the_private_folder_is_made_for_its_owner_only(opened, small):
    private = opened / small.ID / "private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in private.iterdir() if path.suffix != ".lock"} == {
        0o600
    }


def test_forms_go_round_among_those_of_a_certificate(sitting):
    forms = sorted(one.form for one in sitting.candidates.values())
    assert forms == ["cm-1", "cm-1", "cm-2", "smm-1"]


def test_a_form_that_was_changed_after_the_opening_is_not_read(sitting):
    path = sitting.folder / "forms" / "cm-1.json"
    path.write_text(path.read_text("utf-8").replace('"scored": true', '"scored": false', 1), encoding="utf-8")
    with pytest.raises(PracticumError, match=r"cm-1\.json was changed after the sitting was opened"):
        sitting.form("cm-1")
    assert sitting.form("cm-2").certificate == "cm"


def test_extra_time_lengthens_parts_and_drills_and_is_said(sitting, small):
    slow, usual = (sitting.package(small.code_of(sitting, one)) for one in ("R-2", "R-1"))
    assert [part.minutes for part in usual.parts] == [80, 180]
    assert [(part.minutes, part.own) for part in slow.parts] == [(100, 80), (225, 180)]
    assert (usual.drills[small.DRILL].minutes, slow.drills[small.DRILL].minutes) == (20, 25)
    assert slow.accommodations[0].startswith("A quarter more time. The clock of the station")
    assert usual.label == "Demonstration until a panel signs. A rehearsal: it decides nothing."
    hidden = sitting.package(small.code_of(sitting, "R-3"))
    assert (usual.clock, hidden.clock) == (True, False)


def test_each_candidate_gets_their_own_draw_and_the_secret_repeats_it(sitting, opened, small):
    families = read_families(opened / "bank")
    drawn = {code: sitting.draw(code, families["pa-small"]) for code in sitting.candidates}
    assert len({one.seed for one in drawn.values()}) == 4
    for code, one in drawn.items():
        assert one == draw(small.SECRET, small.ID, code, families["pa-small"])
        table = sitting.package(code).part2[0].tables["seen"]
        assert f"1,{one.seed % 100_000}\n" in table
    with pytest.raises(PracticumError, match="got no draw of"):
        sitting.draw(next(iter(sitting.candidates)), type("Other", (), {"id": "pe-other"})())


def test_a_package_names_the_drills_draw_by_a_digest_and_holds_no_comment_of_its_author(
    sitting, opened, small
):
    families = read_families(opened / "bank")
    for code in sitting.candidates:
        own = sitting.draw(code, families[small.DRILL])
        drill = sitting.package(code).drills[small.DRILL]
        assert drill.seed == own.drill_seed
        assert f"{own.seed:x}" not in drill.seed
        assert "# " not in drill.files["scenario.yaml"]
        assert drill.scenario().at(drill.seed).hash == drill.hash == families[small.DRILL].scenario.hash


def test_the_whole_is_not_opened_over_another_and_leaves_nothing_half_made(sitting, opened, small, tmp_path):
    (tmp_path / "bank").symlink_to(opened / "bank")
    with pytest.raises(PracticumError, match="never opened over another"):
        small.make_sitting(tmp_path)
    with pytest.raises(PracticumError, match="No family of the bank can be used for the block P-A"):
        small.make_sitting(tmp_path, "live", rehearsal=False)
    with pytest.raises(PracticumError, match="There is no form for the certificate smm"):
        small.make_sitting(tmp_path, "short", forms=("cm-1",))
    with pytest.raises(PracticumError, match="is not an id for a sitting"):
        small.make_sitting(tmp_path, "Not an Id")
    assert {path.name for path in tmp_path.iterdir()} == {"bank", small.ID, "people.csv"}


ROWS = {
    "R 5!,Ada,a@example.org,cm,,": "the registration should be letters",
    "R-5,,a@example.org,cm,,": "the name is missing",
    "R-5,=1+1,a@example.org,cm,,": "“=1+1” begins like a formula",
    "R-5,Ada,a@example.org,cm,,@SUM(A1)": "“@SUM(A1)” begins like a formula",
    "R-5,Ada\u202etxt,a@example.org,cm,,": "invisible characters",
    "R-5,Ada,nobody,cm,,": "“nobody” is not an e-mail address",
    "R-5,Ada,a@example.org,xx,,": "the certificate should be one of cm, smm",
    "R-5,Ada,a@example.org,cm,time-99,": "“time-99” is not an accommodation of the scheme",
    "R-1,Ada,a@example.org,cm,,": "the registration R-1 stands there twice",
    "R-5,Ada,a@example.org,cm,,,more": "it has more cells than columns",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_cannot_be_used_is_named_by_its_line(opened, small, tmp_path, row):
    (tmp_path / "bank").symlink_to(opened / "bank")
    with pytest.raises(PracticumError) as raised:
        small.make_sitting(tmp_path, people=f"{small.PEOPLE}{row}\n")
    assert "Line 6: " in raised.value.problem
    assert ROWS[row] in raised.value.problem
    assert not (tmp_path / small.ID).exists()


@pytest.mark.parametrize("text", ["", "name\nAda\n", "registration,name,email,certificate\n"])
def test_a_file_that_is_no_list_of_candidates_is_refused(opened, small, tmp_path, text):
    (tmp_path / "bank").symlink_to(opened / "bank")
    with pytest.raises(PracticumError, match=r"has the columns|holds 0 candidates"):
        small.make_sitting(tmp_path, people=text)


def test_a_record_that_was_damaged_is_said_with_its_place(sitting):
    record = sitting.folder / "sitting.json"
    document = json.loads(record.read_text(encoding="utf-8"))
    document["parts"][0]["minutes"] = "many"
    record.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PracticumError, match=r"sitting.json does not follow its format, at parts.0.minutes"):
        read_sitting(sitting.folder)


def test_a_package_opens_with_its_code_however_it_is_typed_and_with_no_other(sitting, small, code):
    package, start = small.package_of(sitting, code), sitting.codes[code].start
    loose = start.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert open_package(package, loose).candidate == code
    other = next(one for name, one in sitting.codes.items() if name != code)
    for wrong in ("", other.start, sitting.codes[code].stop, start[:-1]):
        with pytest.raises(SittingError) as raised:
            open_package(package, wrong)
        assert raised.value.code == "package-altered"


def test_options_rows_and_steps_keep_the_order_in_which_they_are_listed(small, tmp_path):
    small.make_bank(tmp_path / "bank", small.ITEMS + small.STEPS)
    sitting = small.make_sitting(tmp_path)
    asked = sitting.package(next(iter(sitting.candidates))).part1
    assert list(asked["q02"].kind.rows["a"].options) == ["true", "false"]
    assert [list(one.kind.items) for one in asked.values() if one.kind.kind == "order"] == [["b", "a", "c"]]


def test_a_package_whose_inside_names_somebody_else_is_not_opened(sitting, small, code):
    package, start = small.package_of(sitting, code), sitting.codes[code].start
    line, _end, sealed = package.partition(b"\n")
    header = json.loads(line)
    cipher = ChaCha20Poly1305(stretched(start, bytes.fromhex(header["salt"])))
    nonce = bytes.fromhex(header["nonce"])
    plain = cipher.decrypt(nonce, sealed, line + b"\n")
    relabelled = line.replace(code.encode(), b"C-0000") + b"\n"
    with pytest.raises(SittingError) as raised:
        open_package(relabelled + cipher.encrypt(nonce, plain, relabelled), start)
    assert raised.value.code == "package-altered"
