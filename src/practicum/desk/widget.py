"""The desk for clicking: an anywidget that shows a host's frames and passes on what the learner does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from practicum.desk.assets import desk_styles, script
from practicum.desk.host import Host
from practicum.desk.wire import difference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.desk.host import Shown


class DeskWidget(anywidget.AnyWidget):
    """One desk in a notebook: a host, and Jupyter's wire to the browser.

    A page that is loaded anew asks for the whole frame; one that has it gets the difference, as a message.

    Attributes:
        words: Interface strings by name.
        fixed: What never changes in a drill: its description, its pages as HTML.
        frame: Everything else.
    """

    _esm = script()
    _css = desk_styles()
    words = traitlets.Dict().tag(sync=True)
    fixed = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Shown) -> None:
        self._host = host = Host(desk)
        self._held: dict[str, Any] = {}
        super().__init__(words=host.words, fixed=host.fixed, frame=host.frame)
        self._held = self.frame
        self.on_msg(self._receive)

    def show(self) -> None:
        """Draw the desk as it is now, for a script that acted; a request is drawn with its answer."""
        if not self._host.answering:
            self.frame = self._host.draw()

    def send_state(self, key: str | Iterable[str] | None = None) -> None:
        """Send the widget's state to the browser; of a frame that it knows, only what changed."""
        if key == "frame" and self._held:
            self.send({"type": "change", "change": difference(self._held, self.frame)})
        else:
            super().send_state(key)
        self._held = self.frame

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        aside = self._host.receive(content)
        if aside is None:
            self.frame = self._host.frame
        else:
            self.send(aside)
