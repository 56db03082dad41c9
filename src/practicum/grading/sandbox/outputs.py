"""What a cell showed, from a kernel that may lie: every field is brought to the type that nbformat wants.

A message that breaks these rules would otherwise break the notebook that is written from it, and with it the
saving of marks.
"""

from __future__ import annotations

from typing import Any

from nbformat import from_dict

_DEPTH = 40
_STREAMS = ("stdout", "stderr")
_DISPLAYS = ("display_data", "execute_result", "update_display_data")


class Outputs:
    """The outputs of one cell, filled message by message as a front end fills them.

    Attributes:
        cells: The notebook's outputs by display id, which later cells may update.
    """

    def __init__(self, shown: list[Any], displays: dict[str, list[Any]]) -> None:
        self._shown = shown
        self._displays = displays
        self._clear_next = False

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """Add what one message shows; a kind that shows nothing is passed over."""
        if kind == "clear_output":
            self._clear_next = True
            if not content.get("wait"):
                self._clear()
            return
        made = _made(kind, content)
        name = _display_id(content) if kind in _DISPLAYS else None
        if made is None or (kind == "update_display_data" and name is None):
            return
        if name is not None:
            for one in self._displays.get(name, []):
                one["data"], one["metadata"] = made["data"], made["metadata"]
        if kind != "update_display_data":
            self._add(made, name)

    def _add(self, made: Any, name: str | None) -> None:
        if self._clear_next:
            self._clear()
        if made["output_type"] == "stream":
            for one in self._shown:
                if one["output_type"] == "stream" and one["name"] == made["name"]:
                    one["text"] += made["text"]
                    return
        self._shown.append(made)
        if name is not None:
            self._displays.setdefault(name, []).append(made)

    def _clear(self) -> None:
        self._clear_next = False
        self._shown.clear()


def _display_id(content: dict[str, Any]) -> str | None:
    transient = content.get("transient")
    name = transient.get("display_id") if isinstance(transient, dict) else None
    return name if isinstance(name, str) else None


def _made(kind: str, content: dict[str, Any]) -> Any:
    if kind == "stream":
        name = content.get("name")
        return _output("stream", name=name if name in _STREAMS else "stdout", text=text(content.get("text")))
    if kind in _DISPLAYS:
        data = {text(key): _datum(text(key), value) for key, value in _items(content.get("data"))}
        metadata = {text(key): plain(value) for key, value in _items(content.get("metadata"))}
        if kind == "execute_result":
            count = content.get("execution_count")
            count = count if type(count) is int and 0 <= count < 2**31 else None
            return _output(kind, data=data, metadata=metadata, execution_count=count)
        return _output("display_data", data=data, metadata=metadata)
    if kind == "error":
        lines = content.get("traceback")
        lines = lines if isinstance(lines, list) else []
        return _output(
            "error",
            ename=text(content.get("ename")),
            evalue=text(content.get("evalue")),
            traceback=[text(line) for line in lines],
        )
    return None


def _output(kind: str, **fields: Any) -> Any:
    """Return an output as nbformat makes it, without its slow check: each field was made to fit."""
    return from_dict({"output_type": kind, **fields})


def _items(value: Any) -> list[tuple[Any, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _datum(kind: str, value: Any) -> Any:
    return plain(value) if kind == "application/json" or kind.endswith("+json") else text(value)


def text(value: Any) -> str:
    """Return a text that every file can hold: no halves of characters, no NUL."""
    if isinstance(value, list):
        value = "".join(one for one in value if isinstance(one, str))
    whole = value if isinstance(value, str) else "" if value is None else str(value)
    return whole.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def plain(value: Any, depth: int = _DEPTH) -> Any:
    """Return JSON that every file can hold, cut off where it is nested deeper than anybody reads."""
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, dict | list) and depth == 0:
        return None
    if isinstance(value, dict):
        return {text(key): plain(one, depth - 1) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, depth - 1) for one in value]
    return text(value)
