"""Messages with file descriptors between the grader and the warm parent: JSON over a seqpacket socket.

Only the grader and the warm parent hold this socket; a kernel closes it before it runs anything of a learner.
"""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 2**16
MOST_DESCRIPTORS = 8


def send(channel: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message.

    Raises:
        OSError: The other side is gone.
    """
    socket.send_fds(channel, [json.dumps(message).encode()], list(descriptors))


def receive(channel: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return the next message and its descriptors, which the caller closes.

    Raises:
        EOFError: The other side is gone.
        TimeoutError: The channel has a timeout, and it passed.
    """
    content, descriptors, _flags, _address = socket.recv_fds(channel, LARGEST, MOST_DESCRIPTORS)
    if not content:
        raise EOFError
    message: dict[str, Any] = json.loads(content)
    return message, descriptors
