"""The menu: the keyboard below the chat and the commands by what one may do, /trogiup, /toi, /dinhky."""

from dataclasses import replace

import locales
from handlers.turn import Turn
from incidents import access
from rules.rights import Right
from storage import registry
from storage.registry import Member, Post
from storage.screens import Screen

_SHOWN_DIGITS = 3


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
        *(("khan", "baocao", "viec", "dinhky", "huy") if "report" in offered else ()),
        *(("dangmo",) if "open" in offered else ()),
        *(("thongke",) if "statistics" in offered else ()),
        *(("truc",) if "duty" in offered else ()),
        "toi",
        "trogiup",
        "start",
    ]
    return tuple((name, locales.text(member.lang, f"command-{_COMMAND_KEYS[name]}")) for name in names)


def first_step(turn: Turn) -> str:
    """One sentence on what somebody who has just joined does first."""
    offered = _offered(turn.me)
    for entry in ("report", "open", "duty"):
        if entry in offered:
            return turn.t(f"first-{entry}")
    return turn.t("first-none")


def help_screen(turn: Turn) -> None:
    """/trogiup: a few lines on what the member may do."""
    offered = _offered(turn.me)
    keys = ["help-report"] if "report" in offered else []
    keys += ["help-lead"] if "open" in offered else []
    keys += ["help-duty"] if "duty" in offered and "open" not in offered else []
    keys = keys or ["help-no-role"]
    turn.say(front(turn, "\n\n".join(turn.t(key) for key in ("help-title", *keys, "help-always"))))


def who_am_i(turn: Turn) -> None:
    """/toi: name, roles and units, the accounts, what one may do."""
    me = turn.me
    lines = [turn.t("me-name", name=me.name)]
    lines += [turn.t("me-post", role=role_text(turn, post), unit=post.unit_name) for post in me.posts]
    if not me.posts:
        lines.append(turn.t("me-no-role"))
    lines.append(turn.t("me-phone", phone=_masked(me.phone)) if me.phone else turn.t("me-no-phone"))
    accounts = registry.accounts_of(turn.tx, me.person_id)
    channels = list(dict.fromkeys(account.channel for account in accounts))
    told = [
        turn.t(
            "me-channel",
            channel=channel.capitalize(),
            count=sum(account.channel == channel for account in accounts),
            reached="yes" if any(one.reachable for one in accounts if one.channel == channel) else "no",
        )
        for channel in channels
    ]
    lines.append(turn.t("me-accounts", accounts=", ".join(told)))
    may = [turn.t(key) for key, right in _ABILITIES.items() if _has(me, right)]
    if may:
        lines += ["", turn.t("me-may"), *(turn.t("me-may-line", what=what) for what in may)]
    turn.say(home(turn, "\n".join(lines)))


def regular_reports(turn: Turn) -> None:
    """/dinhky: no campaign is run by the bot, and it says so."""
    turn.say(home(turn, turn.t("regular-none")))


def role_text(turn: Turn, post: Post) -> str:
    """«Trưởng phòng · Thanh tra»: the title of the post where it has one, else the name of its role."""
    role = post.title or turn.t(f"role-{post.role.replace('_', '-')}")
    names = {division.id: division.name.of(turn.lang) for division in turn.rules.divisions}
    division = names.get(post.division, post.division)
    return f"{role} · {division}" if division not in ("", role) else role


_COMMAND_KEYS = {
    "khan": "urgent",
    "baocao": "report",
    "viec": "tasks",
    "dinhky": "regular",
    "huy": "cancel",
    "dangmo": "open",
    "thongke": "statistics",
    "truc": "duty",
    "toi": "me",
    "trogiup": "help",
    "start": "start",
}
_ABILITIES = {
    "may-report": Right.REPORT,
    "may-act": Right.ACT_ON_INCIDENT,
    "may-see-statistics": Right.SEE_STATISTICS,
    "may-see-roster": Right.SEE_ROSTER,
    "may-administer": Right.MANAGE_REGISTRY,
}


def _has(member: Member, right: Right) -> bool:
    areas, personal = access.areas(member, right)
    return bool(areas or personal.alerted or personal.own)


def _offered(member: Member) -> frozenset[str]:
    """The entries of the menu: whoever only reports is offered no lists, though a head may see those of the unit."""
    reports, acts = _has(member, Right.REPORT), _has(member, Right.ACT_ON_INCIDENT)
    looks = acts or not reports
    entries = {
        "report": reports,
        "open": looks and _has(member, Right.LIST_INCIDENTS),
        "statistics": looks and _has(member, Right.SEE_STATISTICS),
        "duty": _has(member, Right.SEE_ROSTER),
    }
    return frozenset(name for name, offered in entries.items() if offered)


def _keyboard(member: Member) -> tuple[tuple[str, ...], ...]:
    """The red one has a row of its own; a leader's three share one."""
    offered = _offered(member)
    rows: list[tuple[str, ...]] = []
    if "report" in offered:
        rows += [("menu-urgent",), ("menu-report",), ("menu-regular", "menu-tasks")]
    lists = tuple(f"menu-{name}" for name in ("open", "statistics", "duty") if name in offered)
    if lists:
        rows.append(lists)
    return tuple(tuple(locales.text(member.lang, key) for key in row) for row in rows)


def _masked(phone: str) -> str:
    """«••• ••• 001»: enough to recognise one's own number, no more, should others look at the screen."""
    return f"••• ••• {phone[-_SHOWN_DIGITS:]}"
