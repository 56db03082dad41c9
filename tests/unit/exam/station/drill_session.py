"""A session of one drill, for tests: a real desk, and a clock that the test turns."""

from types import SimpleNamespace

from practicum.desk import Desk
from practicum.errors import PracticumError


class OneDrill:
    """What the drill's pages need of a session."""

    def __init__(self, drill, folder, *, left=600.0, seed=None):
        self.path = folder / "drill.jsonl"
        self.drill, self.seed = drill, seed
        self.left, self.closed = left, ""
        self.package = SimpleNamespace(clock=True)
        self._desk = self._open()

    def _open(self):
        seed = {"seed": self.seed} if self.seed else {}
        return Desk(self.drill, mode="assessed", path=self.path, **seed)

    @property
    def state(self):
        return SimpleNamespace(drills={"drill": SimpleNamespace(left=self.left, state="running")})

    def desk(self, slug):
        assert slug == "drill"
        if self.closed:
            raise PracticumError(self.closed)
        return self._desk

    def end_drill(self, slug):
        assert slug == "drill"
        self._desk.finish()

    def crash(self):
        """The station starts anew: only the log is left."""
        again = OneDrill(self.drill, self.path.parent, left=self.left, seed=self.seed)
        assert again._desk is not self._desk
        return again
