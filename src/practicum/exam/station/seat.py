"""A candidate's seat at a desk: what is sent over the wire, each act once, and the clock of the drill."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from practicum.desk.host import Host
from practicum.desk.messages import read_request
from practicum.desk.wire import difference
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.desk import Desk
    from practicum.exam.sitting.session import Session


class Seat:
    """One desk of an examination and the frame that its browser holds.

    Attributes:
        host: The far end of the desk.
        desk: The desk.
    """

    def __init__(self, desk: Desk) -> None:
        self.host = Host(desk)
        self.desk = desk
        self._name = secrets.token_hex(4)
        self._drawn = 0

    @property
    def at(self) -> str:
        """Name the present frame: a browser that holds it needs only what changes."""
        return f"{self._name}-{self._drawn}"

    @property
    def over(self) -> bool:
        """Whether the shift has ended."""
        return self.desk.over

    def look(self) -> None:
        """Draw the desk anew when its shift ended without a message of the browser."""
        if self.desk.over and not self.host.frame["view"]["clock"]["over"]:
            self.host.draw()
            self._drawn += 1

    def sit_down(self) -> None:
        """Draw the desk for a page that is loaded anew, to which nothing has been answered yet."""
        self.host.draw()
        self._drawn += 1

    def answer(self, content: object, *, open_: bool = True) -> dict[str, Any]:
        """Answer a message of the browser.

        Only acts are carried out, and each only once: whoever sends one again because the answer was lost
        gets that answer again.

        Args:
            content: The message: as the desk's, with the name `at` of the frame that the browser holds. The
                type `look` asks only for what is new.
            open_: Whether there is time left; without, every act is refused.

        Returns:
            What changed since that frame, and the name of the new one.
        """
        request = read_request(content)
        held, before = request.content.get("at") == self.at, self.host.frame
        last = before["answer"]
        if request.type == "look":
            self.look()
        elif request.id and last is not None and last["id"] == request.id:
            held = False
        else:
            if request.type == "act" and open_:
                self.host.receive(content)
            else:
                sentence = _not_here() if open_ else _too_late()
                self.host.draw({"id": request.id, "sentence": sentence, "refused": True})
            self._drawn += 1
        change = difference(before, self.host.frame) if held else {"is": self.host.frame}
        return {"type": "change", "change": change, "at": self.at}


# A seat lives as long as its session.
_SEATS: WeakKeyDictionary[Session, dict[str, Seat]] = WeakKeyDictionary()


def seat(session: Session, slug: str) -> tuple[Seat, float]:
    """Return the seat at a drill, and the seconds that it has left.

    A drill whose time is over ends here: the rest of its shift passes without an act.

    Raises:
        PracticumError: The session does not let anybody at this desk now.
    """
    desk = session.desk(slug)
    left = session.state.drills[slug].left
    if left <= 0 and not desk.over:
        session.end_drill(slug)
    seats = _SEATS.setdefault(session, {})
    taken = seats.get(slug)
    if taken is None or taken.desk is not desk:
        taken = seats[slug] = Seat(desk)
    taken.look()
    return taken, max(0.0, left)


def _not_here() -> str:
    return _("This desk does not do that in an examination. Nothing has been logged.")


def _too_late() -> str:
    return _("The time for this drill is over. What you decided before is saved; this came too late.")
