"""Writing a notice: words and files that come gather in a draft; its card shows how it stands.

The conversation flow "notice" holds {"notice", "step": "text" or "by", "at"}.
"""

from datetime import datetime, timedelta
from typing import Any

from campaigns import notice_screens as screens
from campaigns import notices as life
from handlers.report import doors
from handlers.turn import Turn
from incidents import access
from incidents.facts import moment_text
from rules import personal
from rules.calendar import local
from rules.escalation import VIETNAM
from rules.moments import read_moment
from rules.notices import WORK_ENDS
from rules.rights import Right
from storage import attachments, conversations, notice_audience, notices, registry
from storage.screens import Button, Screen
from storage.tables.notices import Notice

FLOW = "notice"
LONGEST = 3_000
BY_DAYS = (1, 3, 7)
_SHOWN = 800
_FORGOTTEN_AFTER = timedelta(hours=1)


def new(turn: Turn) -> None:
    """Begins a notice within all units that the member may tell, or goes on with the one begun."""
    begun = notices.being_written(turn.tx, turn.me.person_id)
    if begun is None:
        paths = sorted({area.path_prefix for area in access.areas(turn.me, Right.SEND_NOTICE)[0]})
        areas = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
        begun = notices.begin(turn.tx, turn.me.person_id, registry.ancestors(areas[0])[-1], areas)
        turn.audit("notice.begin", "done", str(begun.id))
    expect(turn, begun, "text")
    if begun.text:
        card(turn, begun)
    else:
        turn.say(Screen(turn.t("notice-write"), ((_drop_button(turn, begun),),), slot=_slot(begun), fresh=True))


def expect(turn: Turn, notice: Notice, step: str) -> None:
    """The next words are the notice's own, or the day by which it is to be read."""
    conversations.expect(turn.tx, turn.me.person_id, FLOW, notice=notice.id, step=step, at=turn.tx.now.isoformat())


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words or a file while a notice is being written."""
    notice = notices.find(turn.tx, data["notice"])
    lately = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if notice is None or notice.state != notices.DRAFT or not lately:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
    elif turn.event.kind == "edited":
        turn.say(Screen(turn.t("edited-not-read")))
    elif data["step"] == "by" and turn.event.kind == "text":
        _read_by(turn, notice, turn.event.text)
    elif turn.event.kind == "file":
        _file(turn, notice)
    elif turn.event.kind == "text":
        _words(turn, notice, turn.event.text)
    else:
        turn.say(Screen(turn.t("notice-text-or-file")))


def card(turn: Turn, notice: Notice, *, fresh: bool = True) -> None:
    """How the draft stands, and what can be done with it."""
    identity, lang = notice.id or 0, turn.lang
    files = attachments.count(turn.tx, notice.draft_id)
    by = moment_text(lang, notice.read_by, turn.tx.now) if notice.read_by else "none"
    lines = [
        turn.t("notice-draft"),
        screens.preview_text(lang, notice, _SHOWN) or turn.t("notice-draft-empty"),
        "\n".join(
            [
                *([turn.t("notice-draft-files", count=files)] if files else []),
                turn.t("notice-draft-to", audience=audience_text(turn, notice)),
                turn.t("notice-draft-by", at=by),
            ]
        ),
        turn.t("notice-draft-more"),
    ]
    rows = (
        (
            Button(turn.t("notice-to"), f"n:{identity}:to"),
            Button(turn.t("notice-by"), f"n:{identity}:by"),
        ),
        (Button(turn.t("notice-preview"), f"n:{identity}:preview"),),
        (Button(turn.t("notice-rewrite"), f"n:{identity}:rewrite"), _drop_button(turn, notice)),
    )
    turn.say(Screen("\n\n".join(lines), rows, slot=_slot(notice), fresh=fresh, plain_numbers=False))


def audience_text(turn: Turn, notice: Notice) -> str:
    """«THCS, Tiểu học · Phường mẫu»; all units where nothing is chosen."""
    chosen = life.audience_of(notice)
    names = dict(notice_audience.branches(turn.tx, notice.areas)) if chosen.under else {}
    parts = [chosen.kinds, tuple(names.get(code, code) for code in chosen.under), chosen.tags]
    return " · ".join(", ".join(part) for part in parts if part) or turn.t("notice-everybody")


def rewrite(turn: Turn, notice: Notice) -> None:
    """The words are written anew; the files stay."""
    notice = notices.change(turn.tx, notice.id or 0, text="")
    expect(turn, notice, "text")
    turn.say(Screen(turn.t("notice-write"), ((_drop_button(turn, notice),),), slot=_slot(notice), fresh=True))


def drop(turn: Turn, notice: Notice) -> None:
    notices.turn(turn.tx, notice.id or 0, notices.DRAFT, state=notices.DROPPED)
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit("notice.drop", "done", str(notice.id))
    turn.say(Screen(turn.t("notice-dropped"), slot=_slot(notice)))


def ask_by(turn: Turn, notice: Notice) -> None:
    """Until when it is to be read: one of a few days, or a day that is typed."""
    expect(turn, notice, "by")
    days = tuple(Button(turn.t(f"notice-by-{days}"), f"n:{notice.id}:by:{days}") for days in BY_DAYS)
    rows = (days, (Button(turn.t("notice-by-none"), f"n:{notice.id}:by:0"), _back_button(turn, notice)))
    turn.say(Screen(turn.t("notice-ask-by"), rows, slot=_slot(notice), fresh=True))


def set_by(turn: Turn, notice: Notice, days: int) -> None:
    """days: so many days from today, put off to a working day; 0: no such day."""
    if not days:
        _by(turn, notice, None)
        return
    today = turn.tx.now.astimezone(VIETNAM).date()
    last = turn.rules.calendar.working_near(today + timedelta(days=days), "after")
    _by(turn, notice, local(last, WORK_ENDS))


def _read_by(turn: Turn, notice: Notice, text: str) -> None:
    at = read_moment(text, turn.tx.now, WORK_ENDS)
    if at is None or at <= turn.tx.now:
        turn.say(Screen(turn.t("notice-by-not-understood"), ((_back_button(turn, notice),),)))
        return
    _by(turn, notice, at)


def _by(turn: Turn, notice: Notice, at: datetime | None) -> None:
    notice = notices.change(turn.tx, notice.id or 0, read_by=at)
    expect(turn, notice, "text")
    card(turn, notice)


def _words(turn: Turn, notice: Notice, text: str) -> None:
    whole = "\n\n".join(part for part in (notice.text, text.strip()) if part)
    if len(whole) > LONGEST:
        turn.say(Screen(turn.t("notice-too-long", most=LONGEST)))
        return
    notice = notices.change(turn.tx, notice.id or 0, text=whole)
    expect(turn, notice, "text")
    card(turn, notice)
    if personal.warnings(text):
        turn.say(Screen(turn.t("notice-personal"), silent=True))


def _file(turn: Turn, notice: Notice) -> None:
    """An album comes as several files: the first shows the card, the others bring it up to date."""
    file, album = turn.event.file, turn.event.album
    assert file is not None, "an event of this kind has a file"
    going_on = bool(album) and attachments.album_begun(turn.tx, notice.draft_id, album)
    attachments.add(turn.tx, notice.draft_id, file, channel=turn.event.channel, album=album)
    if turn.event.text.strip():
        _words(turn, notice, turn.event.text)
        return
    expect(turn, notice, "text")
    card(turn, notice, fresh=not going_on)


def _slot(notice: Notice) -> str:
    return f"notice-draft:{notice.id}"


def _drop_button(turn: Turn, notice: Notice) -> Button:
    return Button(turn.t("notice-drop"), f"n:{notice.id}:drop")


def _back_button(turn: Turn, notice: Notice) -> Button:
    return Button(turn.t("back"), f"n:{notice.id}:card")
