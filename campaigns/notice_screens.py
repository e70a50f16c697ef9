"""How a notice looks: to who reads it, and to who wants to know who has read it."""

from datetime import datetime

import locales
from incidents.facts import flattened, moment_text, shortened
from storage import attachments, notices
from storage.database import Tx
from storage.notices import Seen
from storage.screens import Button, Picture, Screen
from storage.tables.notices import Notice

PAGE = 10
_TITLE = 60


def slot(notice_id: int) -> str:
    """The message in which a reader has the notice."""
    return f"notice:{notice_id}"


def notice_in(named: str) -> int | None:
    """The notice whose message a slot names; None for any other slot."""
    kind, _, number = named.partition(":")
    return int(number) if kind == "notice" and number.isdigit() else None


def title(notice: Notice) -> str:
    """The first line of a notice, short enough for a heading."""
    first = flattened(notice.text.strip().partition("\n")[0])
    return first if len(first) <= _TITLE else f"{first[:_TITLE].rstrip()}…"


def for_reader(tx: Tx, seen: Seen, *, reminder: bool = False, files: bool = True, fresh: bool = False) -> Screen:
    """The notice with the one button; without it once it was read."""
    notice, lang = seen.notice, seen.lang
    lines = [body(lang, notice, seen.said_by, tx.now)]
    if reminder:
        lines.insert(0, locales.text(lang, "notice-reminded"))
    rows: tuple[tuple[Button, ...], ...] = ()
    if seen.read_at is not None:
        lines.append(locales.text(lang, "notice-was-read", at=moment_text(lang, seen.read_at, tx.now)))
    else:
        rows = ((Button(locales.text(lang, "notice-read"), f"n:{notice.id}:read"),),)
    return Screen(
        "\n\n".join(lines),
        rows,
        slot=slot(notice.id or 0),
        fresh=fresh,
        pictures=pictures(tx, notice) if files and seen.has_files else (),
    )


def body(lang: str, notice: Notice, said_by: str, now: datetime) -> str:
    """What everybody reads: who says it, the words, until when it is to be read."""
    lines = [locales.text(lang, "notice-head", unit=said_by), notice.text]
    if notice.read_by is not None:
        lines.append(locales.text(lang, "notice-read-by", at=moment_text(lang, notice.read_by, now)))
    return "\n\n".join(line for line in lines if line)


def pictures(tx: Tx, notice: Notice) -> tuple[Picture, ...]:
    """The files of a notice, in the order they came."""
    return tuple(Picture(file.id or 0) for file in attachments.of_draft(tx, notice.draft_id))


def withdrawn(lang: str, notice: Notice) -> Screen:
    """What stands where the notice stood."""
    text = locales.text(lang, "notice-withdrawn", title=title(notice))
    return Screen(text, slot=slot(notice.id or 0), brief=text)


def report(tx: Tx, lang: str, notice: Notice, *, read: bool, page: int, fresh: bool = False) -> Screen:
    """Who has read it, or has not, a page of the units, below the numbers."""
    identity = notice.id or 0
    told = notices.tally(tx, notice)
    found = notices.lines(tx, notice, read=read, limit=PAGE + 1, offset=page * PAGE)
    lines = [
        locales.text(lang, "notice-report", title=title(notice)),
        locales.text(
            lang,
            "notice-report-read",
            read=told.read,
            people=told.people,
            units_read=told.units_read,
            units=told.units,
        ),
        locales.text(lang, "notice-report-came", came=told.came, people=told.people),
    ]
    if notice.state == notices.WITHDRAWN:
        lines.append(locales.text(lang, "notice-report-withdrawn"))
    listed = [_line(lang, line, tx.now) for line in found[:PAGE]]
    nobody = "notice-nobody-read" if read else "notice-all-read"
    lines.append("\n".join([locales.text(lang, "notice-list-done" if read else "notice-list-todo"), *listed]))
    if not listed:
        lines[-1] = locales.text(lang, nobody)
    which, other = ("done", "todo") if read else ("todo", "done")
    turning = []
    if page > 0:
        turning.append(Button(locales.text(lang, "page-back"), f"n:{identity}:{which}:{page - 1}"))
    if len(found) > PAGE:
        turning.append(Button(locales.text(lang, "page-on"), f"n:{identity}:{which}:{page + 1}"))
    below = [Button(locales.text(lang, f"notice-show-{other}"), f"n:{identity}:{other}:0")]
    if notice.state == notices.SENT:
        below.append(Button(locales.text(lang, "notice-withdraw"), f"n:{identity}:withdraw"))
    rows = tuple(tuple(row) for row in (turning, below) if row)
    return Screen("\n\n".join(lines), rows, slot=f"notice-report:{identity}", fresh=fresh)


def _line(lang: str, line: notices.Line, now: datetime) -> str:
    if line.read_at is not None:
        how = moment_text(lang, line.read_at, now)
    elif line.target in ("unreachable", "blocked", "failed", "waiting", "queued"):
        how = locales.text(lang, f"notice-target-{line.target}")
    else:
        how = ""
    said = locales.text(lang, "notice-line", unit=line.unit, person=line.person)
    return f"{said} · {how}" if how else said


def preview_text(lang: str, notice: Notice, most: int) -> str:
    """The beginning of the words."""
    return shortened(lang, notice.text, most)
