"""Who is alerted, in which order and when: the escalation policies and the next move along one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any, Literal

from pydantic import Field, model_validator

from rules.model import Duration, Model
from rules.roles import Role

# Vietnam has kept UTC+7 without summer time since 1975, so no time zone database is needed.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


class Recipient(Model):
    """Whoever is on duty, or whoever holds a role.

    division: «responsible» (the division of the category) or a division's id. tree: «ancestors» looks for the role in
    every unit above the reporting one; without it the role is held at the Department. when_media: only if the media are
    involved. In YAML a plain «duty» or a plain role is enough.
    """

    duty: bool = False
    role: Role | None = None
    division: str | None = None
    tree: Literal["ancestors"] | None = None
    when_media: bool = False

    @model_validator(mode="before")
    @classmethod
    def _plain_word(cls, written: Any) -> Any:
        if isinstance(written, str):
            return {"duty": True} if written == "duty" else {"role": written}
        return written

    @model_validator(mode="after")
    def _is_duty_or_role(self) -> Recipient:
        if self.duty == (self.role is not None):
            raise ValueError("người nhận phải là «duty» (người đang trực) hoặc một vai trò (role), không cả hai")
        if self.duty and (self.division or self.tree):
            raise ValueError("«duty» không đi cùng division hoặc tree")
        return self


class Step(Model):
    """after: since the previous step was first sent. The step itself is sent again `repeats` times every `repeat_every`
    before the next one comes."""

    after: Duration = timedelta()
    to: tuple[Recipient, ...] = Field(min_length=1)
    repeat_every: Duration | None = None
    repeats: int = Field(default=0, ge=0, le=20)

    @model_validator(mode="after")
    def _repeats_have_a_rhythm(self) -> Step:
        if (self.repeats > 0) != bool(self.repeat_every):
            raise ValueError("repeats và repeat_every phải đi cùng nhau và đều lớn hơn 0")
        return self

    @property
    def repeating(self) -> timedelta:
        """From the first sending to the last repeat."""
        return self.repeats * (self.repeat_every or timedelta())


class QuietHours(Model):
    """Local time of Vietnam; may run over midnight. `start` is quiet, `end` no longer."""

    start: time
    end: time

    @model_validator(mode="after")
    def _not_all_day(self) -> QuietHours:
        if self.start == self.end:
            raise ValueError("giờ yên lặng phải có start khác end")
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("giờ yên lặng viết như 21:00, theo giờ Việt Nam")
        return self


class Match(Model):
    """No categories means all of them."""

    severities: tuple[int, ...] = Field(min_length=1)
    categories: tuple[str, ...] = ()


class Policy(Model):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    match: Match
    steps: tuple[Step, ...] = Field(min_length=1)
    quiet: QuietHours | None = None
    then_every: Duration | None = None

    def matches(self, severity: int, category: str) -> bool:
        return severity in self.match.severities and (not self.match.categories or category in self.match.categories)


@dataclass(frozen=True)
class Move:
    """What is sent next and when (UTC). A repeat sends the step `step` once more."""

    kind: Literal["step", "repeat"]
    step: int
    at: datetime


def delay_problems(steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
    """Steps whose delay cannot be kept: their index, and why, as a sentence."""
    if steps[0].after:
        yield 0, "bước 1 phải gửi ngay (after: 0)"
    for index, (step, following) in enumerate(itertools.pairwise(steps), start=1):
        if following.after <= step.repeating:
            least = int(step.repeating.total_seconds())
            yield index, f"bước {index + 1} phải đến sau bước {index} và các lần nhắc của nó: after phải hơn {least}s"


def next_move(policy: Policy, *, step: int, repeats: int, last_at: datetime, severity: int) -> Move | None:
    """What comes after step `step` (-1: none yet) was sent, `repeats` extra times, the last time at `last_at`.

    After the last step's repeats the last step is repeated every `then_every`; without it nothing more comes (None).
    Quiet hours put everything off to their end, the first step only at severity 1. `last_at` must be aware; for step -1
    it is the time of the report.
    """
    if last_at.tzinfo is None:
        raise ValueError("last_at must be an aware datetime")
    if step < 0:
        return Move("step", 0, not_before(policy, step, severity, last_at))
    # A policy may have been shortened since the incident began.
    step = min(step, len(policy.steps) - 1)
    current = policy.steps[step]
    kind: Literal["step", "repeat"] = "repeat"
    if current.repeat_every and repeats < current.repeats:
        at = last_at + current.repeat_every
    elif step + 1 < len(policy.steps):
        kind, step = "step", step + 1
        at = last_at + policy.steps[step].after - current.repeating
    elif policy.then_every:
        at = last_at + policy.then_every
    else:
        return None
    return Move(kind, step, after_quiet(policy.quiet, at))


def not_before(policy: Policy, step: int, severity: int, at: datetime) -> datetime:
    """`at`, or when the quiet hours end that put off what comes after `step` (-1: none yet), in UTC.

    The first step is put off at severity 1 only.
    """
    return after_quiet(policy.quiet if step >= 0 or severity == 1 else None, at)


def after_quiet(quiet: QuietHours | None, at: datetime) -> datetime:
    """`at` itself, or the end of the quiet hours it falls into, in UTC."""
    if quiet is None:
        return at.astimezone(UTC)
    local = at.astimezone(VIETNAM)
    now = local.time()
    over_midnight = quiet.start > quiet.end
    is_quiet = (now >= quiet.start or now < quiet.end) if over_midnight else (quiet.start <= now < quiet.end)
    if not is_quiet:
        return at.astimezone(UTC)
    day = local.date() + timedelta(days=1) if over_midnight and now >= quiet.start else local.date()
    return datetime.combine(day, quiet.end, VIETNAM).astimezone(UTC)


def before_quiet(quiet: QuietHours, at: datetime) -> datetime:
    """`at` itself, or a minute before the quiet hours it falls into begin, in UTC."""
    if after_quiet(quiet, at) == at:
        return at.astimezone(UTC)
    local = at.astimezone(VIETNAM)
    day = local.date() if local.time() >= quiet.start else local.date() - timedelta(days=1)
    return (datetime.combine(day, quiet.start, VIETNAM) - timedelta(minutes=1)).astimezone(UTC)
