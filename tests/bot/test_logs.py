"""The log: one line an occurrence, and nothing in it that belongs to a person."""

import json
import logging
from collections.abc import Callable

import pytest
import structlog
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot import logs

WORDS = "em Nam bị ngã"


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Callable[[Callable[[], object]], list[dict[str, str]]]:
    """The lines of a log, as machines read it, that something writes."""

    def lines(write: Callable[[], object]) -> list[dict[str, str]]:
        logs.set_up("info", "json")
        try:
            write()
        finally:
            out, err = capsys.readouterr()
            logs.set_up("warning")
        return [json.loads(line) for line in (out + err).splitlines()]

    return lines


Written = Callable[[Callable[[], object]], list[dict[str, str]]]


def test_line_has_its_time_level_and_facts(written: Written):
    [line] = written(lambda: structlog.get_logger("a").info("leads", database="sqlite", tries=3))
    assert (line["event"], line["level"], line["database"], line["tries"]) == ("leads", "info", "sqlite", 3)
    assert line["timestamp"].endswith("Z")


def test_what_is_below_the_level_is_not_written(written: Written):
    assert written(lambda: structlog.get_logger("b").debug("seen")) == []


@pytest.mark.parametrize(
    "secret", ["123456789:AAbb-cc_dd11", "0903 000 001", "+84903000001", "0903.000.001", "090 300 0001"]
)
def test_number_or_token_inside_a_value_is_hidden(written: Written, secret: str):
    [line] = written(lambda: structlog.get_logger("c").info("refused", reason=f"button {secret} is invalid"))
    assert line["reason"] == "button […] is invalid"


@pytest.mark.parametrize("name", ["text", "phone", "token", "secret", "caption", "password"])
def test_what_must_never_be_written_is_hidden_by_its_name(written: Written, name: str):
    [line] = written(lambda: structlog.get_logger("d").info("a", **{name: WORDS}))
    assert line[name] == "[…]"


def test_ids_and_codes_stay_readable(written: Written):
    head = f"1234567:{'ab0903000001' * 5}cdef"
    facts = {"outbox": 1234567, "code": "BCN-2026-000123", "address": "127.0.0.1:8080", "head": head}
    [line] = written(lambda: structlog.get_logger("e").info("a", **facts))
    assert {name: line[name] for name in facts} == facts


def broken() -> SQLAlchemyError:
    """A database error quotes the values of its statement."""
    with create_engine("sqlite://").connect() as connection, pytest.raises(SQLAlchemyError) as caught:
        connection.execute(text("INSERT INTO nowhere VALUES (:what)"), {"what": WORDS})
    return caught.value


def test_error_is_told_by_its_kind_and_place_and_never_by_its_words(written: Written):
    error = broken()
    assert WORDS in str(error)
    [line] = written(lambda: structlog.get_logger("f").error("update held", exc_info=error))
    assert line["error"].startswith("OperationalError at tests/bot/test_logs.py:")
    assert WORDS not in json.dumps(line, ensure_ascii=False)
    assert logs.describe(ValueError(WORDS)) == "ValueError"


def test_libraries_write_into_the_same_log(written: Written):
    [line] = written(lambda: logging.getLogger("aiohttp").warning("called %s", "123456789:AAbb-cc_dd11"))
    assert line["event"] == "called […]"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("400 bad request: chat 5012345678 has no rights", "400 bad request: chat […] has no rights"),
        ("button url 'tel:0903000001' is invalid: wrong port", "button url […] is invalid: wrong port"),
        ('can\'t parse entities: start tag "em nam" at byte 12', "can't parse entities: start tag […] at byte 12"),
        ('unsupported start tag "em nam bị ngã ở sân', "unsupported start tag […]"),
        ("contact tel:0903000001", "contact […]"),
        ("number 0903 000 001 or +84 903.000.001", "number […] or […]"),
        ("failed to get https://bot.example/bot12345:AAbb-cc_dd/x content", "failed to get […] content"),
        ("retry after 60, error 12345", "retry after 60, error 12345"),
    ],
)
def test_what_a_messenger_says_is_kept_without_what_belongs_to_a_person(told: str, kept: str):
    assert logs.scrubbed(told) == kept


def test_a_long_refusal_is_cut():
    assert len(logs.scrubbed("bad request " * 100)) == 120
