"""Errors a person can act on: what was asked, what was found, what to do."""


class Trouble(Exception):
    """Printed without a traceback by __main__."""

    def __init__(self, asked: str, found: str, remedy: str) -> None:
        super().__init__(f"{asked}: {found} {remedy}")
        self.asked, self.found, self.remedy = asked, found, remedy
