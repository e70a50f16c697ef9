"""What the local Telegram does wrong on purpose: slow, failing, silent, repeating, out of order."""

import asyncio
import random
from dataclasses import dataclass, fields

from simulator.world import Json, Mistake

_NUMBERS = ("latency", "status", "retry_after", "times", "share", "duplicate_updates")


@dataclass(slots=True)
class Misbehaviour:
    """One rule, as POST /control/misbehave sets it. `latency` and `retry_after` are seconds, `share` is 0 to 1."""

    methods: list[str] | None = None
    latency: float = 0.0
    status: int | None = None
    retry_after: int | None = None
    drop: bool = False
    hang: bool = False
    after_doing: bool = False
    times: int | None = None
    share: float = 1.0
    duplicate_updates: int = 0
    shuffle_updates: bool = False

    @property
    def fails(self) -> bool:
        return bool(self.status or self.drop or self.hang)

    def strikes(self, method: str) -> bool:
        """Whether this call suffers; counts it when it does."""
        if not (self.latency or self.fails):
            return False
        if self.methods is not None and method not in self.methods:
            return False
        if self.times is not None and self.times <= 0:
            return False
        if self.share < 1 and random.random() >= self.share:  # noqa: S311 - chance, not a secret
            return False
        if self.times is not None:
            self.times -= 1
        return True

    async def delay(self) -> None:
        if self.latency:
            await asyncio.sleep(self.latency)


def read_misbehaviour(body: Json) -> Misbehaviour:
    known = {one.name for one in fields(Misbehaviour)}
    if unknown := sorted(set(body) - known):
        raise Mistake(f"Unknown misbehaviour: {', '.join(unknown)}.")
    for name in _NUMBERS:
        if name in body and (isinstance(body[name], bool) or not isinstance(body[name], int | float)):
            raise Mistake(f"«{name}» must be a number.")
    methods = body.get("methods")
    if methods is not None and not (isinstance(methods, list) and all(isinstance(one, str) for one in methods)):
        raise Mistake("«methods» must be a list of names of Bot API methods.")
    if "status" in body and not 300 <= body["status"] <= 599:
        raise Mistake("«status» must be an HTTP status from 300 to 599.")
    return Misbehaviour(**body)
