"""A file that does not fit the format is refused with its name, the path in it and what was expected."""


class Misfit(Exception):
    """A scenario file says something that the format does not have. Nothing is guessed."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: {expected}")
        self.path = path
        self.expected = expected
