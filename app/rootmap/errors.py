"""The one error a user can mend: it names the file, the place in it and the remedy, on one line."""

from pathlib import Path


class InputError(Exception):
    """Something the user gave cannot be used.

    `where` is the file (or the thing, such as an option), `place` the spot in it ("layers[0].marks[2]", "line 4",
    or "" when the whole is meant), `problem` what is wrong, `remedy` what to do. `str()` is one line.
    """

    def __init__(self, where: str | Path, place: str, problem: str, remedy: str) -> None:
        self.where, self.place, self.problem, self.remedy = str(where), place, problem, remedy
        spot = f"{self.where}: {place}" if place else self.where
        line = " ".join(f"{spot}: {problem}; {remedy}".split())
        super().__init__("".join(letter if letter.isprintable() else "\ufffd" for letter in line))  # to a terminal, too

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str, str]]:
        """Let the error pass from one process to another."""
        return InputError, (self.where, self.place, self.problem, self.remedy)
