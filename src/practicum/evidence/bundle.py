"""The bundle: one zip that holds a manifest and the files it lists, nothing else."""

from __future__ import annotations

import contextlib
import io
import re
import stat
import zipfile
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.evidence import strictjson
from practicum.evidence.answers import format_time, parse_time
from practicum.evidence.artefacts import MAX_BYTES as MAX_MEMBER
from practicum.evidence.artefacts import Artefact, check_name, collision_key, describe, inside, unsafe
from practicum.evidence.errors import EvidenceError
from practicum.evidence.files import cannot_write, locked, read_bounded, too_large, write_atomically
from practicum.evidence.versions import Format, bad_shape
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

BUNDLE = Format("practicum-bundle", 1)
MANIFEST = "manifest.json"
MAX_BYTES = 100_000_000
MAX_MEMBERS = 200
MAX_RATIO = 200  # unpacked bytes for one byte of zip; logs of thousands of lines stay under 20
_RATIO_FLOOR = 1_000_000  # below it the ratio says nothing: a short file of zeros is no bomb
_MAX_MANIFEST = 1_000_000
_LONGEST_TEXT = 200
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip's clock starts here; one fixed moment keeps equal bundles equal
_PIECE = 65_536
_HASH = re.compile(r"[0-9a-f]{64}")
_MANIFEST_FIELDS = {"format", "version", "module", "learner", "created", "files"}


@dataclass(frozen=True)
class Manifest:
    """What a bundle says about itself.

    Attributes:
        module: The module's slug.
        learner: Who hands in: a name or an id, as typed.
        created: When, in UTC.
        files: Every other member.
    """

    module: str
    learner: str
    created: datetime
    files: tuple[Artefact, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the document of `manifest.json`."""
        return {
            "format": BUNDLE.name,
            "version": BUNDLE.version,
            "module": self.module,
            "learner": self.learner,
            "created": format_time(self.created),
            "files": [asdict(file) for file in self.files],
        }


@dataclass(frozen=True)
class Bundle:
    """A bundle that passed every check.

    Attributes:
        manifest: What it says about itself.
        members: The content of each file, by name, hashes verified.
    """

    manifest: Manifest
    members: dict[str, bytes]

    def extract(self, to: Path | str) -> tuple[Path, ...]:
        """Write the members below the folder `to` and return their paths; nothing is overwritten.

        Raises:
            EvidenceError: A file is already there, a folder on the way is a link, or the disk refuses.
        """
        folder = Path(to)
        paths = {name: inside(folder, name) for name in self.members}
        for name, path in paths.items():
            if path.exists() or path.is_symlink():
                raise EvidenceError(
                    _("{name} is already in {folder} and is not overwritten.").format(
                        name=name, folder=folder
                    ),
                    next_step=_("Choose an empty folder."),
                    code="exists",
                )
        try:
            for name, path in paths.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.write(self.members[name])
        except OSError as error:
            raise cannot_write(folder, error) from None
        return tuple(paths.values())


def write_bundle(  # noqa: PLR0913  each is a fact of the manifest or a place, all but two by name
    zip_path: Path | str,
    folder: Path | str,
    names: Iterable[str],
    *,
    module: str,
    learner: str,
    created: datetime | None = None,
) -> Manifest:
    """Write one zip with the files `names` of `folder`; equal input gives equal bytes.

    Args:
        zip_path: The zip to write; an older one is replaced, whole.
        folder: Where the files are.
        names: Paths inside the folder, with forward slashes.
        module: The module's slug.
        learner: Who hands in.
        created: When; now by default.

    Raises:
        EvidenceError: A file is missing, a link, too large or unsafely named. No zip is written then.
    """
    contents: dict[str, bytes] = {}
    for name in sorted(set(names)):
        contents[name] = read_bounded(inside(Path(folder), name), MAX_MEMBER)
    _check_names(contents)
    if sum(map(len, contents.values())) > MAX_BYTES:
        raise too_large(Path(zip_path).name, MAX_BYTES)
    files = tuple(describe(name, content) for name, content in contents.items())
    manifest = _manifest(
        Manifest(
            module, learner, (created or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0), files
        ).to_json(),
        MANIFEST,
    )
    head = (strictjson.dump(manifest.to_json(), indent=1) + "\n").encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: head, **contents}.items():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, on every system: part of equal bytes
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(member, content)
    with locked(Path(zip_path)):
        write_atomically(Path(zip_path), buffer.getvalue())
    return manifest


def open_bundle(zip_path: Path | str) -> Bundle:
    """Read and check a whole bundle; nothing is unpacked to the disk.

    Raises:
        EvidenceError: Not a zip, not a bundle, or a member is unsafe, unlisted, missing, altered or a bomb.
            Members are refused by name.
    """
    path = Path(zip_path)
    return parse_bundle(read_bounded(path, MAX_BYTES), path.name)


def parse_bundle(content: bytes, name: str) -> Bundle:
    """Read and check a whole bundle that was read already.

    Args:
        content: The zip.
        name: What to call it in messages.

    Raises:
        EvidenceError: As `open_bundle`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, name, len(content))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise EvidenceError(
            _("{name} is not a zip file, or it is damaged.").format(name=name),
            next_step=_("Make it anew with “practicum hand-in”, and send it without opening it."),
            code="not-a-zip",
        ) from error


def _read(archive: zipfile.ZipFile, name: str, size: int) -> Bundle:
    entries = archive.infolist()
    if len(entries) > MAX_MEMBERS:
        raise EvidenceError(
            _("{name} holds {count} members; at most {limit} are allowed.").format(
                name=name, count=len(entries), limit=MAX_MEMBERS
            ),
            next_step=_("Hand in only what the module asks for."),
            code="too-many",
        )
    for entry in entries:
        _check_entry(entry)
    _check_names(entry.orig_filename for entry in entries)
    by_name = {entry.orig_filename: entry for entry in entries}
    if MANIFEST not in by_name:
        raise EvidenceError(
            _("{name} holds no {manifest}, so it is not a Practicum bundle.").format(
                name=name, manifest=MANIFEST
            ),
            next_step=_("Make it with “practicum hand-in” instead of zipping a folder."),
            code="no-manifest",
        )
    budget = _Budget(min(MAX_BYTES, max(_RATIO_FLOOR, MAX_RATIO * size)))
    head = _unpack(archive, by_name.pop(MANIFEST), _MAX_MANIFEST, budget)
    manifest = _manifest(strictjson.load(head, name=MANIFEST), MANIFEST)
    listed = {file.name: file for file in manifest.files}
    for extra in sorted(by_name.keys() - listed.keys()):
        raise unsafe(extra, _("the manifest does not list it"), code="unlisted")
    for missing in sorted(listed.keys() - by_name.keys()):
        raise unsafe(missing, _("the manifest lists it, and the zip does not hold it"), code="absent")
    members = {}
    for file in manifest.files:
        members[file.name] = _unpack(archive, by_name[file.name], MAX_MEMBER, budget)
        if describe(file.name, members[file.name]) != file:
            raise unsafe(file.name, _("its content is not what the manifest recorded"), code="altered")
    return Bundle(manifest, members)


@dataclass
class _Budget:
    """How many bytes may still come out of the zip, whatever its headers claim."""

    left: int


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, budget: _Budget) -> bytes:
    pieces = bytearray()
    with contextlib.closing(archive.open(entry)) as stream:
        while piece := stream.read(_PIECE):
            pieces += piece
            budget.left -= len(piece)
            if len(pieces) > limit or budget.left < 0:
                raise unsafe(
                    entry.orig_filename, _("it unpacks to far more than a hand-in holds"), code="bomb"
                )
    return bytes(pieces)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if name.endswith("/"):
        raise unsafe(name, _("it is a folder"), code="folder")
    check_name(name)
    if entry.flag_bits & 0x1:
        raise unsafe(name, _("it is encrypted"), code="encrypted")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise unsafe(name, _("it is a link"), code="link")
    if kind not in (0, stat.S_IFREG):
        raise unsafe(name, _("it is not an ordinary file"), code="not-a-file")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise unsafe(name, _("it is packed in an unusual way"), code="compression")


def _check_names(names: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        key = collision_key(name)
        if key in seen:
            reason = (
                _("the zip holds it twice")
                if seen[key] == name
                else _("it differs from “{other}” only in letter case or accents").format(other=seen[key])
            )
            raise unsafe(name, reason, code="duplicate" if seen[key] == name else "collision")
        seen[key] = name


def _manifest(document: Any, where: str) -> Manifest:
    document = BUNDLE.upgrade(document, where=where)
    created = parse_time(document.get("created"))
    texts = [document.get("module"), document.get("learner")]
    if (
        set(document) != _MANIFEST_FIELDS
        or created is None
        or not all(type(text) is str and 0 < len(text) <= _LONGEST_TEXT for text in texts)
        or type(document["files"]) is not list
    ):
        raise bad_shape(where, _("It should name a module, a learner, a time, and a list of files."))
    files = tuple(_file(entry, where) for entry in document["files"])
    _check_names([MANIFEST, *(file.name for file in files)])
    return Manifest(document["module"], document["learner"], created, files)


def _file(entry: Any, where: str) -> Artefact:
    if (
        type(entry) is not dict
        or set(entry) != {"name", "bytes", "sha256", "media_type"}
        or not all(type(entry[key]) is str for key in ("name", "sha256", "media_type"))
        or type(entry["bytes"]) is not int
        or not 0 <= entry["bytes"] <= MAX_MEMBER
        or not _HASH.fullmatch(entry["sha256"])
    ):
        raise bad_shape(where, _("Each file should have a name, a size, a hash and a type."))
    check_name(entry["name"])
    return Artefact(**entry)
