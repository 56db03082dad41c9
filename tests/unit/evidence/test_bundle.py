"""Does a bundle carry exactly what its manifest lists, and is everything else refused by name?"""

import hashlib
import io
import json
import stat
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.evidence import EvidenceError, list_artefacts, open_bundle, write_bundle
from practicum.evidence.artefacts import describe

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
FACTS = {"module": "m08-analytics", "learner": "Zoë Nakamura-Ricci", "created": NOON}


@pytest.fixture
def folder(tmp_path):
    work = tmp_path / "work"
    (work / "charts").mkdir(parents=True)
    (work / "answers.json").write_bytes(b"{}")
    (work / "charts" / "m08-7.png").write_bytes(b"\x89PNG" * 9)
    return work


NAMES = ["charts/m08-7.png", "answers.json"]


def manifest(members, **changes):
    files = [vars(describe(name, content)) for name, content in members.items()]
    return {
        "format": "practicum-bundle",
        "version": 1,
        "module": "m08",
        "learner": "Ada",
        "created": "2026-11-03T12:00:00Z",
        "files": files,
        **changes,
    }


def entry(name, *, mode=stat.S_IFREG | 0o644, flags=0, method=zipfile.ZIP_DEFLATED):
    info = zipfile.ZipInfo(name)
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    info.compress_type = method
    info.flag_bits |= flags
    return info


def build(path, members, head=None):
    """Write a zip as an attacker would: entries and manifest need not agree."""
    with zipfile.ZipFile(path, "w") as archive:
        if head is not None:
            archive.writestr("manifest.json", json.dumps(head))
        for info, content in members:
            archive.writestr(info, content)
    return path


def refused(path):
    with pytest.raises(EvidenceError) as error:
        open_bundle(path)
    assert error.value.next_step
    return error.value


def test_does_a_bundle_come_back_whole(tmp_path, folder):
    written = write_bundle(tmp_path / "a.zip", folder, NAMES, **FACTS)
    bundle = open_bundle(tmp_path / "a.zip")
    assert bundle.manifest == written
    assert (written.learner, written.created) == ("Zoë Nakamura-Ricci", NOON)
    assert bundle.members == {"answers.json": b"{}", "charts/m08-7.png": b"\x89PNG" * 9}
    paths = bundle.extract(tmp_path / "out")
    assert {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in paths
    } == bundle.members


def test_does_equal_input_give_equal_bytes(tmp_path, folder):
    write_bundle(tmp_path / "a.zip", folder, NAMES, **FACTS)
    write_bundle(tmp_path / "b.zip", folder, NAMES[::-1], **FACTS)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_does_extracting_overwrite_nothing(tmp_path, folder):
    write_bundle(tmp_path / "a.zip", folder, NAMES, **FACTS)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "answers.json").write_text("mine", encoding="utf-8")
    with pytest.raises(EvidenceError) as error:
        open_bundle(tmp_path / "a.zip").extract(tmp_path / "out")
    assert error.value.code == "exists"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["answers.json"]


def test_does_extracting_follow_no_link(tmp_path, folder):
    write_bundle(tmp_path / "a.zip", folder, NAMES, **FACTS)
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "charts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EvidenceError) as error:
        open_bundle(tmp_path / "a.zip").extract(tmp_path / "out")
    assert error.value.code == "link"
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing.csv", "missing"),
        ("../outside.txt", "dots"),
        ("/etc/hostname", "absolute"),
        ("charts", "not-a-file"),
        ("link.txt", "link"),
        ("manifest.json", "duplicate"),
    ],
)
def test_is_no_zip_written_when_a_file_does_not_fit(tmp_path, folder, name, code):
    (tmp_path / "outside.txt").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EvidenceError) as error:
        write_bundle(tmp_path / "a.zip", folder, [name], **FACTS)
    assert error.value.code == code
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.txt", "dots"),
        ("a/../../evil.txt", "dots"),
        ("./evil.txt", "dots"),
        ("a//evil.txt", "dots"),
        ("/evil.txt", "absolute"),
        ("C:evil.txt", "drive"),
        ("C:/evil.txt", "drive"),
        ("notes.txt:hidden", "drive"),
        ("..\\evil.txt", "backslash"),
        ("\\\\server\\share\\evil.txt", "backslash"),
        ("CON", "reserved"),
        ("nul.txt", "reserved"),
        ("evil.txt.", "reserved"),
        ("evil.txt ", "reserved"),
        ("evil\u202etxt.exe", "invisible"),
        ("evil\n.txt", "invisible"),
        ("x" * 200, "unsafe-name"),
        ("folder/", "folder"),
    ],
)
def test_is_an_unsafe_member_refused_by_name(tmp_path, name, code):
    content = b"evil"
    path = build(tmp_path / "a.zip", [(entry(name), content)], manifest({name: content}))
    error = refused(path)
    assert error.code == code
    assert name[:100].encode("unicode_escape").decode() in error.problem


def test_is_a_name_cut_by_a_nul_byte_refused(tmp_path):
    path = build(tmp_path / "a.zip", [(entry("good.txtXevil"), b"x")], manifest({"good.txt": b"x"}))
    path.write_bytes(path.read_bytes().replace(b"good.txtXevil", b"good.txt\x00evil"))
    assert refused(path).code == "invisible"


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        (stat.S_IFLNK | 0o777, "link"),
        (stat.S_IFIFO | 0o644, "not-a-file"),
        (stat.S_IFDIR | 0o755, "not-a-file"),
    ],
)
def test_are_links_and_devices_refused(tmp_path, mode, code):
    path = build(
        tmp_path / "a.zip", [(entry("a.txt", mode=mode), b"/etc/passwd")], manifest({"a.txt": b"/etc/passwd"})
    )
    assert refused(path).code == code


def test_is_an_encrypted_member_refused(tmp_path):
    path = build(tmp_path / "a.zip", [(entry("a.txt"), b"x")], manifest({"a.txt": b"x"}))
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert refused(path).code == "encrypted"


def test_is_an_unusual_packing_refused(tmp_path):
    path = build(
        tmp_path / "a.zip", [(entry("a.txt", method=zipfile.ZIP_BZIP2), b"x")], manifest({"a.txt": b"x"})
    )
    assert refused(path).code == "compression"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("a.txt", "a.txt"), "duplicate"),
        (("a.txt", "A.TXT"), "collision"),
        (("é.txt", "e\u0301.txt"), "collision"),
    ],
)
def test_are_two_members_that_could_be_one_file_refused(tmp_path, names, code):
    path = build(tmp_path / "a.zip", [(entry(name), b"x") for name in names], manifest({"a.txt": b"x"}))
    assert refused(path).code == code


def test_is_a_second_manifest_refused(tmp_path):
    path = build(tmp_path / "a.zip", [(entry("Manifest.JSON"), b"{}")], manifest({}))
    assert refused(path).code == "collision"


@pytest.mark.parametrize(
    ("held", "listed", "code"),
    [
        ({"a.txt": b"x", "b.txt": b"y"}, {"a.txt": b"x"}, "unlisted"),
        ({"a.txt": b"x"}, {"a.txt": b"x", "b.txt": b"y"}, "absent"),
        ({"a.txt": b"x"}, {"a.txt": b"z"}, "altered"),
        ({"a.txt": b"x"}, {"a.txt": b"xx"}, "altered"),
    ],
)
def test_do_manifest_and_members_have_to_agree(tmp_path, held, listed, code):
    path = build(
        tmp_path / "a.zip", [(entry(name), content) for name, content in held.items()], manifest(listed)
    )
    assert refused(path).code == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": 9}, "newer-version"),
        ({"format": "zip"}, "foreign-format"),
        ({"learner": ""}, "schema"),
        ({"learner": "x" * 300}, "schema"),
        ({"module": 8}, "schema"),
        ({"created": "today"}, "schema"),
        ({"files": {}}, "schema"),
        ({"files": [1]}, "schema"),
        ({"files": [{"name": "a", "bytes": True, "sha256": "0" * 64, "media_type": ""}]}, "schema"),
        ({"files": [{"name": "a", "bytes": 1, "sha256": "0", "media_type": ""}]}, "schema"),
        ({"files": [{"name": "../a", "bytes": 1, "sha256": "0" * 64, "media_type": ""}]}, "dots"),
        ({"more": 1}, "schema"),
    ],
)
def test_is_a_malformed_manifest_refused(tmp_path, changes, code):
    assert refused(build(tmp_path / "a.zip", [], manifest({}, **changes))).code == code


def test_is_a_zip_without_a_manifest_refused(tmp_path):
    assert refused(build(tmp_path / "a.zip", [(entry("a.txt"), b"x")])).code == "no-manifest"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + b"\x00" * 18],
    ids=["empty", "cut", "text", "no members"],
)
def test_is_what_is_not_a_bundle_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    assert refused(tmp_path / "a.zip").code in ("not-a-zip", "no-manifest")


def test_is_a_bomb_stopped_while_it_unpacks(tmp_path):
    zeros = b"\x00" * 19_000_000
    assert (
        refused(build(tmp_path / "a.zip", [(entry("a.bin"), zeros)], manifest({"a.bin": zeros}))).code
        == "bomb"
    )


def test_is_a_bomb_of_many_members_stopped_by_its_sum(tmp_path):
    zeros = b"\x00" * 1_500_000
    members = {f"{number}.bin": zeros for number in range(30)}
    path = build(tmp_path / "a.zip", [(entry(name), zeros) for name in members], manifest(members))
    assert refused(path).code == "bomb"


def test_does_a_header_that_lies_about_the_size_help_no_bomb(tmp_path):
    zeros = b"\x00" * 19_000_000
    path = build(tmp_path / "a.zip", [(entry("a.bin"), zeros)], manifest({"a.bin": b"x"}))
    path.write_bytes(
        path.read_bytes().replace((19_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    )
    assert refused(path).code in ("not-a-zip", "bomb", "altered")


def test_are_too_many_members_refused(tmp_path):
    members = [(entry(f"{number}.txt"), b"") for number in range(201)]
    assert refused(build(tmp_path / "a.zip", members, manifest({}))).code == "too-many"


def test_is_a_member_over_its_bound_refused(tmp_path, folder):
    (folder / "big.png").write_bytes(b"\x00" * 20_000_001)
    with pytest.raises(EvidenceError) as error:
        write_bundle(tmp_path / "a.zip", folder, ["big.png"], **FACTS)
    assert error.value.code == "too-large"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_does_any_damaged_byte_end_in_a_refusal_or_the_same_members(tmp_path_factory, data):
    """Some bytes of a zip, such as its dates, mean nothing: then the members are unchanged."""
    work = tmp_path_factory.mktemp("work")
    (work / "a.txt").write_bytes(b"the same words, the same words, the same words")
    write_bundle(work / "a.zip", work, ["a.txt"], **FACTS)
    whole = bytearray((work / "a.zip").read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    (work / "b.zip").write_bytes(whole)
    try:
        bundle = open_bundle(work / "b.zip")
    except EvidenceError:
        return
    assert bundle.members == {"a.txt": b"the same words, the same words, the same words"}
    assert bundle.manifest.learner == FACTS["learner"]


def test_are_artefacts_listed_with_size_and_hash(folder):
    (found,) = list_artefacts(folder, ["charts/m08-7.png", "absent.csv"])
    assert found.media_type == "image/png"
    assert found.bytes == 36
    assert found.sha256 == hashlib.sha256(b"\x89PNG" * 9).hexdigest()


def test_is_a_folder_that_is_a_link_not_followed_when_listing(tmp_path, folder):
    (folder / "shortcut").symlink_to(folder / "charts")
    with pytest.raises(EvidenceError) as error:
        list_artefacts(folder, ["shortcut/m08-7.png"])
    assert error.value.code == "link"


def test_can_a_zip_of_this_library_be_read_by_any_tool(tmp_path, folder):
    write_bundle(tmp_path / "a.zip", folder, NAMES, **FACTS)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "answers.json", "charts/m08-7.png"]
