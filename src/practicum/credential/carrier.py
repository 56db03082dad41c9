"""Take a credential out of the file that carries it: a JWT, a JSON document, a baked PNG, a baked SVG."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from practicum.credential.errors import Refused
from practicum.i18n import _

LIMIT = 512 * 1024
"""No file larger than this is read, in bytes."""

_PNG = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"openbadgecredential"
_ELEMENT = "{https://purl.imsglobal.org/ob/v3p0}credential"
_HEAD = 8  # length and type of a chunk
_CRC = 4


def take_out(content: bytes) -> str:
    """Return the credential in a file, as text.

    Raises:
        Refused: Too large, or nothing in it is a credential.
    """
    if len(content) > LIMIT:
        raise Refused("too-large", limit=LIMIT // 1024)
    if content.startswith(_PNG):
        return _from_png(content)
    try:
        text = content.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise unreadable(_("it is neither text nor a PNG picture.")) from None
    if text.startswith("<"):
        return _from_svg(text)
    if not text:
        raise unreadable(_("it is empty."))
    return text


def unreadable(detail: str) -> Refused:
    """Return the refusal of a file that cannot be read."""
    return Refused("unreadable", detail=detail)


def _from_png(content: bytes) -> str:
    """Return the text of the one iTXt chunk that carries a credential."""
    found, at = [], len(_PNG)
    while at + _HEAD <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + _HEAD : at + _HEAD + length]
        check = content[at + _HEAD + length : at + _HEAD + length + _CRC]
        if len(check) != _CRC or struct.unpack(">I", check)[0] != zlib.crc32(kind + data):
            raise unreadable(_("the picture is damaged."))
        keyword, zero, rest = data.partition(b"\0")
        if kind == b"iTXt" and keyword == _KEYWORD and zero:
            found.append(rest)
        at += _HEAD + length + _CRC
        if kind == b"IEND":
            break
    if len(found) != 1:
        raise unreadable(_("the picture carries no certificate, or more than one."))
    if found[0][:1] != b"\0":
        raise unreadable(_("the certificate in the picture is compressed."))
    parts = found[0][2:].split(b"\0", 2)
    if len(parts) != 3:  # noqa: PLR2004  language, translated keyword, text
        raise unreadable(_("the picture is damaged."))
    try:
        return parts[2].decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable(_("the picture is damaged.")) from None


class _Plain(TreeBuilder):
    """A tree without a document type: entities are how a small file unfolds into a huge one."""

    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        raise unreadable(_("the picture declares a document type."))


def _from_svg(text: str) -> str:
    parser = XMLParser(target=_Plain())  # noqa: S314  a document type is refused, and the size is bounded
    try:
        parser.feed(text)
        root = parser.close()
    except ParseError:
        raise unreadable(_("the picture is damaged.")) from None
    found: list[Element] = list(root.iter(_ELEMENT))
    if len(found) != 1:
        raise unreadable(_("the picture carries no certificate, or more than one."))
    return (found[0].get("verify") or found[0].text or "").strip()


def as_baked(document: dict[str, Any]) -> str:
    """Return a signed document as the text that is stored: no byte in it is without meaning."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
