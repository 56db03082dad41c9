"""A sitting: what a candidate is given, what the station keeps, what comes back, and what is refused.

- `open` makes the folder of a sitting and a sealed package for each candidate; `record` reads it again.
- `package` is what a candidate's station can open, `codes` what the invigilator reads out.
- `session` is one candidate at one station; its only memory is the log (`events`, replayed by `ledger`).
- `seal` signs what is handed in; `receive` takes it back or says in one sentence why not.
"""

from practicum.exam.sitting.clock import Clock, SystemClock
from practicum.exam.sitting.errors import Refused, SittingError
from practicum.exam.sitting.open import open_sitting
from practicum.exam.sitting.package import Package, open_package
from practicum.exam.sitting.receive import HandedIn, Incident, Received, open_received, receive
from practicum.exam.sitting.record import Candidate, Person, Sitting, read_sitting
from practicum.exam.sitting.seal import Sealed, StationKey, add_station, make_station_key, read_station_key
from practicum.exam.sitting.session import Session
from practicum.exam.sitting.state import DrillState, State

__all__ = [
    "Candidate",
    "Clock",
    "DrillState",
    "HandedIn",
    "Incident",
    "Package",
    "Person",
    "Received",
    "Refused",
    "Sealed",
    "Session",
    "Sitting",
    "SittingError",
    "State",
    "StationKey",
    "SystemClock",
    "add_station",
    "make_station_key",
    "open_package",
    "open_received",
    "open_sitting",
    "read_sitting",
    "read_station_key",
    "receive",
]
