"""The menu: the keyboard below the chat and the commands by what one may do, /trogiup."""

from dataclasses import replace

import locales
from handlers.turn import Turn
from incidents import access
from rules.rights import Right
from storage.registry import Member, Post
from storage.screens import Screen


def home(turn: Turn, text: str) -> Screen:
    """The text with the keyboard of what the member may do; without any right the keyboard is taken away."""
    return Screen(text, menu=_keyboard(turn.me))


def front(turn: Turn, text: str) -> Screen:
    """`home`, and the list of commands behind the messenger's own menu button as well."""
    return replace(home(turn, text), commands=commands(turn.me))


def commands(member: Member) -> tuple[tuple[str, str], ...]:
    """(command, description) of what the member may do."""
    offered = _offered(member)
    names = [
        *(("khan", "baocao") if "report" in offered else ()),
        *(("viec",) if offered & {"report", "regular"} else ()),
        *(("dinhky",) if "regular" in offered else ()),
        *(("huy",) if offered & {"report", "regular"} else ()),
        *(("dangmo",) if "open" in offered else ()),
        *(("thongke",) if "statistics" in offered else ()),
        *(("truc",) if "duty" in offered else ()),
        *(("donvi",) if has(member, Right.SEE_UNIT) and "report" not in offered else ()),
        *(("tinbai",) if has(member, Right.SEND_NEWS) or has(member, Right.REVIEW_NEWS) else ()),
        *(("bantin",) if has(member, Right.GET_DIGEST) else ()),
        *(("thongbao",) if has(member, Right.SEND_NOTICE) else ()),
        *(("dotbaocao",) if has(member, Right.RUN_CAMPAIGNS) else ()),
        *(("baochi", "phatngon") if _looks_after_the_press(member) else ()),
        *(("quantri",) if "administration" in offered else ()),
        "toi",
        "trogiup",
        "start",
    ]
    keys = _COMMAND_KEYS | ({"tinbai": "news-desk"} if has(member, Right.REVIEW_NEWS) else {})
    return tuple((name, locales.text(member.lang, f"command-{keys[name]}")) for name in names)


def first_step(turn: Turn) -> str:
    """One sentence on what somebody who has just joined does first."""
    offered = _offered(turn.me)
    entry = next((one for one in ("report", "regular", "open", "administration", "duty") if one in offered), "none")
    return turn.t(f"first-{entry}")


def help_screen(turn: Turn) -> None:
    """/trogiup: a few lines on what the member may do."""
    offered = _offered(turn.me)
    how = "" if turn.event.buttons else "-typing"
    keys = [f"help-report{how}"] if "report" in offered else []
    keys += ["help-regular"] if "regular" in offered and "report" not in offered else []
    keys += [f"help-lead{how}"] if "open" in offered else []
    keys += ["help-duty"] if "duty" in offered and "open" not in offered else []
    keys += [f"help-administration{how}"] if "administration" in offered else []
    keys += ["help-campaigns"] if has(turn.me, Right.RUN_CAMPAIGNS) else []
    keys += ["help-news-desk"] if has(turn.me, Right.REVIEW_NEWS) else []
    keys += ["help-news"] if has(turn.me, Right.SEND_NEWS) else []
    keys += ["help-press"] if has(turn.me, Right.NOTE_PRESS) else []
    keys += ["help-notice"] if has(turn.me, Right.SEND_NOTICE) else []
    keys = keys or ["help-no-role"]
    keys += [] if turn.event.buttons else ["choose-by-number"]
    turn.say(front(turn, "\n\n".join(turn.t(key) for key in ("help-title", *keys, "help-always"))))


def role_text(turn: Turn, post: Post) -> str:
    """«Trưởng phòng · Thanh tra»: the title of the post where it has one, else the name of its role."""
    role = post.title or turn.t(f"role-{post.role.replace('_', '-')}")
    names = {division.id: division.name.of(turn.lang) for division in turn.rules.divisions}
    division = names.get(post.division, post.division)
    return f"{role} · {division}" if division not in ("", role) else role


def has(member: Member, right: Right) -> bool:
    """Whether the member has the right anywhere."""
    areas, personal = access.areas(member, right)
    return bool(areas or personal.alerted or personal.own)


_COMMAND_KEYS = {
    "khan": "urgent",
    "baocao": "report",
    "viec": "tasks",
    "dinhky": "regular",
    "huy": "cancel",
    "dangmo": "open",
    "thongke": "statistics",
    "truc": "duty",
    "donvi": "unit",
    "tinbai": "news",
    "bantin": "digest",
    "thongbao": "notice",
    "dotbaocao": "campaigns",
    "baochi": "press",
    "phatngon": "speaker",
    "quantri": "administration",
    "toi": "me",
    "trogiup": "help",
    "start": "start",
}


def _looks_after_the_press(member: Member) -> bool:
    return has(member, Right.RUN_CAMPAIGNS) and has(member, Right.SEE_SPOKESPERSONS)


def _offered(member: Member) -> frozenset[str]:
    """The entries of the menu: whoever only reports is offered no lists, though a head may see those of the unit."""
    reports, acts = has(member, Right.REPORT), has(member, Right.ACT_ON_INCIDENT)
    looks = acts or not reports
    entries = {
        "report": reports,
        "regular": has(member, Right.FILL_IN),
        "open": looks and has(member, Right.LIST_INCIDENTS),
        "statistics": looks and has(member, Right.SEE_STATISTICS),
        "duty": has(member, Right.SEE_ROSTER),
        "administration": has(member, Right.MANAGE_REGISTRY),
    }
    return frozenset(name for name, offered in entries.items() if offered)


def _keyboard(member: Member) -> tuple[tuple[str, ...], ...]:
    """The red one has a row of its own; a leader's three share one."""
    offered = _offered(member)
    rows: list[tuple[str, ...]] = []
    if "report" in offered:
        rows += [("menu-urgent",), ("menu-report",)]
    if offered & {"report", "regular"}:
        rows.append(("menu-regular", "menu-tasks") if "regular" in offered else ("menu-tasks",))
    lists = tuple(f"menu-{name}" for name in ("open", "statistics", "duty") if name in offered)
    if lists:
        rows.append(lists)
    if "administration" in offered:
        rows.append(("menu-administration",))
    return tuple(tuple(locales.text(member.lang, key) for key in row) for row in rows)
