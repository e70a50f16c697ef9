"""A watch for tests of what happens by the second."""


class Watch:
    """Seconds that stand still until they are turned."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at
