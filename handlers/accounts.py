"""/toi: who one is, and one's accounts on the messengers: which comes first, one more, one cut off."""

from datetime import timedelta

from handlers import menu
from handlers.turn import Tampered, Turn
from incidents import reach
from incidents.facts import moment_text
from rules.rights import Right
from storage import invitations, outbox, registry
from storage.clock import LOCAL_ZONE
from storage.outbox import Priority, Recipient
from storage.screens import Button, Screen
from storage.tables.registry import Account

CODE_LIFE = timedelta(days=1)
_SLOT = "accounts"
_SHOWN_DIGITS = 3
_LONGEST_ID = 12
_ABILITIES = {
    "may-report": Right.REPORT,
    "may-act": Right.ACT_ON_INCIDENT,
    "may-see-statistics": Right.SEE_STATISTICS,
    "may-see-roster": Right.SEE_ROSTER,
    "may-administer": Right.MANAGE_REGISTRY,
}


def who_am_i(turn: Turn) -> None:
    """/toi: name, roles and units, what one may do, the accounts and what can be done with them."""
    me = turn.me
    lines = [turn.t("me-name", name=me.name)]
    lines += [turn.t("me-post", role=menu.role_text(turn, post), unit=post.unit_name) for post in me.posts]
    if not me.posts:
        lines.append(turn.t("me-no-role"))
    lines.append(turn.t("me-phone", phone=_masked(me.phone)) if me.phone else turn.t("me-no-phone"))
    may = [turn.t(key) for key, right in _ABILITIES.items() if menu.has(me, right)]
    if may:
        lines += ["", turn.t("me-may"), *(turn.t("me-may-line", what=what) for what in may)]
    text, rows = _accounts(turn)
    rows = (*rows, *_standing_in(turn))
    turn.say(
        Screen(
            "\n".join([*lines, "", text, "", turn.t("me-own-data"), turn.t("me-privacy")]),
            rows,
            slot=_SLOT,
            fresh=True,
            menu=menu.home(turn, "").menu,
        )
    )


def pressed(turn: Turn, parts: list[str]) -> None:
    """«a:first:<channel>», «a:cut:<id>», «a:gone:<id>» (confirmed), «a:more», «a:show»; raises Tampered otherwise."""
    match parts:
        case ["first", channel]:
            _prefer(turn, channel)
        case ["cut" | "gone" as act, number] if number.isascii() and number.isdigit() and len(number) < _LONGEST_ID:
            account = _other(turn, int(number))
            if account is None:
                _show(turn, turn.t("account-gone-already"))
            elif act == "cut":
                _ask(turn, account)
            else:
                _cut(turn, account)
        case ["more"]:
            _invite(turn)
        case ["show"]:
            _show(turn)
        case _:
            raise Tampered("unknown action of accounts")


def _accounts(turn: Turn) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    """The accounts as lines, the one that is reached first at the top, and the buttons below."""
    found = registry.accounts_of(turn.tx, turn.me.person_id)
    lines = [turn.t("me-accounts")]
    for place, account in enumerate(found):
        lines.append(
            turn.t(
                "me-account",
                channel=_channel(account),
                since=_since(account),
                here="yes" if account.id == turn.me.account_id else "no",
                first="yes" if place == 0 and len(found) > 1 else "no",
                reached="yes" if account.reachable else "no",
            )
        )
    channels = dict.fromkeys(account.channel for account in found)
    others = [account for account in found if account.id != turn.me.account_id]
    buttons = [
        Button(turn.t("account-first", channel=channel.capitalize()), f"a:first:{channel}")
        for channel in channels
        if channel != found[0].channel
    ]
    buttons += [Button(_cutting(turn, account, others), f"a:cut:{account.id}") for account in others]
    if turn.me.posts:
        buttons.append(Button(turn.t("account-more"), "a:more"))
    return "\n".join(lines), tuple((button,) for button in buttons)


def _standing_in(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """The ways to who acts for the unit, and to who gets one's alerts."""
    ways = (("me-delegate", "c:uyquyen", Right.DELEGATE), ("me-absence", "c:vangmat", Right.ACT_ON_INCIDENT))
    return tuple((Button(turn.t(label), action),) for label, action, right in ways if menu.has(turn.me, right))


def tell_others(turn: Turn) -> None:
    """The person's other accounts hear that this one has joined, so that nobody does so unnoticed."""
    text = turn.t("account-joined", channel=turn.me.channel.capitalize())
    for other in registry.accounts_of(turn.tx, turn.me.person_id):
        if other.reachable and other.id != turn.me.account_id:
            to = Recipient(other.channel, other.address, turn.me.person_id)
            outbox.send(turn.tx, to, Screen(text), Priority.UPDATE)


def _show(turn: Turn, done: str = "") -> None:
    """The accounts as they are now; what was `done` answers the press, or stands above them where there is none."""
    text, rows = _accounts(turn)
    if done and turn.event.press_id:
        turn.toast(done)
    elif done:
        text = f"{done}\n\n{text}"
    turn.say(Screen(text, rows, slot=_SLOT))


def _prefer(turn: Turn, channel: str) -> None:
    found = registry.accounts_of(turn.tx, turn.me.person_id)
    if channel not in {account.channel for account in found}:
        raise Tampered("a channel without an account")
    registry.prefer(turn.tx, turn.me.person_id, channel)
    turn.audit("account.prefer", "done", f"person:{turn.me.person_id}", first=channel)
    _show(turn, turn.t("account-first-done", channel=channel.capitalize()))


def _other(turn: Turn, account_id: int) -> Account | None:
    """Another account of the member's own; None when it was cut off meanwhile. Raises Tampered for any other."""
    if account_id == turn.me.account_id:
        raise Tampered("the account that speaks")
    account = registry.account_numbered(turn.tx, account_id)
    if account is None or account.person_id != turn.me.person_id:
        raise Tampered("an account of somebody else")
    return account if account.cut_off_at is None else None


def _ask(turn: Turn, account: Account) -> None:
    rows = (
        (Button(_cutting(turn, account, [account]), f"a:gone:{account.id}"),),
        (Button(turn.t("never-mind"), "a:show"),),
    )
    text = turn.t("account-cut-sure", channel=_channel(account), since=_since(account))
    turn.say(Screen(text, rows, slot=_SLOT))


def _cut(turn: Turn, account: Account) -> None:
    reach.account_cut_off(turn.tx, turn.rules, account.id or 0)
    turn.audit("account.cut", "done", f"account:{account.id}", cut=account.channel)
    _show(turn, turn.t("account-cut-done", channel=_channel(account)))


def _invite(turn: Turn) -> None:
    """A code for oneself, to be typed on the other messenger or phone."""
    if not turn.me.posts:
        raise Tampered("nobody without a role joins")
    me = turn.me.person_id
    code, revoked = invitations.renew(turn.tx, me, created_by=me, valid_for=CODE_LIFE)
    until = moment_text(turn.lang, turn.tx.now + CODE_LIFE, turn.tx.now)
    lines = [turn.t("account-code", code=code, until=until)]
    if revoked:
        lines.append(turn.t("account-code-instead"))
    turn.say(Screen("\n".join(lines), secret=True))


def _cutting(turn: Turn, account: Account, others: list[Account]) -> str:
    """«Cắt tài khoản Zalo»; with the day where there are several of this channel."""
    alike = sum(one.channel == account.channel for one in others) > 1
    label = turn.t("account-cut", channel=_channel(account))
    return f"{label} ({_since(account)})" if alike else label


def _channel(account: Account) -> str:
    return account.channel.capitalize()


def _since(account: Account) -> str:
    return account.joined_at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")


def _masked(phone: str) -> str:
    """«••• ••• 001»: enough to recognise one's own number, no more, should others look at the screen."""
    return f"••• ••• {phone[-_SHOWN_DIGITS:]}"
