"""Logs: one structured line an occurrence, never a token, a phone number or a text."""

import logging
import re
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_HIDDEN = "[…]"
_NEVER = frozenset({"token", "secret", "phone", "text", "caption", "password"})
_TOKEN = re.compile(r"\b\d{5,}:[\w-]{6,}")
# The head of the record's chain: with many entries it looks like a token, and a hash may look like a phone number.
_HEAD = re.compile(r"\d{1,12}:[0-9a-f]{64}")
_PHONE = re.compile(r"(?<!\d)(?:\+84|0)[ .]?\d(?:[ .-]?\d){7,9}(?!\d)")
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){5,}")
_ADDRESS = re.compile(r"\b(?:https?|tg)://\S+|\b(?:tel|mailto):\S+", re.IGNORECASE)
_QUOTED = re.compile(r"""(?<!\w)'[^']*(?:'|$)|"[^"]*(?:"|$)|«[^»]*(?:»|$)|“[^”]*(?:”|$)""")
_LONGEST_REFUSAL = 120
_ROOT = Path(__file__).resolve().parent.parent


def set_up(level: str = "info", shape: str = "console") -> None:
    """Call once, at the start. shape: "console" for people, "json" for machines."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _explain_error,
        _hide,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if shape == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Whoever wakes the clock twice is told so; whoever looks already looks once more by itself.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def describe(error: BaseException) -> str:
    """What broke and where: «IntegrityError at storage/incidents.py:41 in add».

    Never the error's own message: a database error quotes the values of the statement.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT) and ".venv" not in frame.filename]
    if not ours:
        return type(error).__name__
    last = ours[-1]
    return f"{type(error).__name__} at {Path(last.filename).relative_to(_ROOT)}:{last.lineno} in {last.name}"


def scrubbed(told: str) -> str:
    """What a messenger says of a call, without what may belong to a person or a bot: whatever it quotes, addresses,
    numbers of six digits and more. At most 120 characters.
    """
    for secret in (_QUOTED, _ADDRESS, _TOKEN, _NUMBER):
        told = secret.sub(_HIDDEN, told)
    return told[:_LONGEST_REFUSAL]


def _explain_error(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    error = line.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["error"] = describe(error)
    return line


def _hide(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    return {name: _HIDDEN if name in _NEVER else _safe(value) for name, value in line.items()}


def _safe(value: Any) -> Any:
    if isinstance(value, str) and not _HEAD.fullmatch(value):
        return _PHONE.sub(_HIDDEN, _TOKEN.sub(_HIDDEN, value))
    return value
