"""Read what a browser sent: the texts and files of a form by name, or the JSON of a script."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from practicum.evidence import EvidenceError
from practicum.evidence.strictjson import load


@dataclass
class Submission:
    """What a browser sent.

    Attributes:
        texts: Every value given under a name, in order.
        files: File name and content, by the name of the control; controls without a file are left out.
        json: What a script sent as JSON; None when it sent a form.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    json: Any = None

    def first(self, name: str) -> str:
        """Return the first text given under a name, or nothing."""
        return (self.texts.get(name) or [""])[0]


def parse(content_type: str, body: bytes) -> Submission:
    """Read the body of a POST request.

    Args:
        content_type: The header of that name, with its boundary.
        body: The whole body.

    Returns:
        What could be read; nothing at all when the body is of no known type or damaged.
    """
    submission = Submission()
    media = content_type.partition(";")[0].strip().lower()
    if media == "application/json":
        return Submission(json=_json(body))
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if message.get_content_type() != "multipart/form-data" or not message.is_multipart():
        return submission
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        file_name = part.get_filename()
        if file_name is None:
            submission.texts.setdefault(name, []).append(content.decode("utf-8", "replace"))
        elif file_name and content:
            submission.files[name] = (file_name, content)
    return submission


def _json(body: bytes) -> Any:
    try:
        return load(body, name="request")
    except EvidenceError:
        return None
