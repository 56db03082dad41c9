"""The one kind of error that a learner, an instructor or an exam officer is meant to read."""


class PracticumError(Exception):
    """Bad input, said in words that help.

    Attributes:
        problem: What was received and what was expected, in one or two sentences.
        next_step: What the reader can do now; empty only when there is nothing to do.
    """

    def __init__(self, problem: str, *, next_step: str = "") -> None:
        super().__init__(problem, next_step)
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.problem} {self.next_step}".strip()
