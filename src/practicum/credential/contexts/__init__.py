"""The JSON-LD contexts that certificates use, as published, pinned by their digests. None is ever fetched.

They come with openbadgeslib, which notes where each was published. W3C documents: W3C Software and Document
Licence; 1EdTech documents: published for implementers of Open Badges 3.0.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

PINNED = {
    "https://www.w3.org/ns/credentials/v2": (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": (
        "ob-v3p0-context-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "ob-v3p0-extensions.json",
        "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
    ),
}


@lru_cache(maxsize=len(PINNED))
def pinned(address: str) -> dict[str, Any]:
    """Return a context.

    Raises:
        KeyError: It is not pinned.
        ValueError: Its file is not the published one.
    """
    name, digest = PINNED[address]
    content = (files(__name__) / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"{name} is not the published context")
    context: dict[str, Any] = json.loads(content)
    return context
