"""Somebody of the registry: posts, accounts, invitation, and what can be done about them, each after a question."""

from datetime import timedelta

from handlers.administration import scope
from handlers.turn import Tampered, Turn
from incidents import reach
from incidents.facts import moment_text, phone_text
from rules.rights import Right
from rules.roles import GIVEN_BY_HEADS, GIVEN_ON_THE_SERVER, Role
from staff import roles as acts
from storage import invitations, invited, registry, staff_lists
from storage.clock import LOCAL_ZONE
from storage.screens import Button, Screen
from storage.staff_lists import HeldPost
from storage.tables.registry import Account, Person

_JUST_NOW = timedelta(minutes=1)


def show(turn: Turn, person_id: int, done: str = "") -> None:
    """Who it is and how it stands now."""
    person = scope.person(turn, person_id)
    posts = [post for post in staff_lists.posts(turn.tx, person_id) if scope.holds(turn, post.unit_path)]
    whole = scope.wholly(turn, person_id)
    accounts = registry.accounts_of(turn.tx, person_id)
    lines = [turn.t("staff-person", name=person.name, left="no" if person.active else "yes")]
    if person.phone:
        lines.append(turn.t("me-phone", phone=phone_text(person.phone)))
    lines += [turn.t("staff-post", role=_role(turn, post), unit=post.unit, until=_until(turn, post)) for post in posts]
    lines += [] if posts else [turn.t("staff-no-post")]
    lines += [_account_line(turn, account) for account in accounts]
    lines += [] if accounts else [turn.t("staff-not-joined")]
    latest = invited.latest(turn.tx, person_id)
    if latest is not None and (not accounts or latest.state == invited.OPEN):
        lines.append(invitation_text(turn, latest))
    if not whole:
        lines.append(turn.t("staff-partly"))
    rows = _rows(turn, person, posts, accounts, latest.id if latest else 0) if whole else []
    rows += [(Button(scope.short(f"🏫 {post.unit}"), f"q:u:{post.unit_id}:0"),) for post in posts[:1]]
    rows.append((Button(turn.t("staff-home-button"), "c:quantri"),))
    scope.say(turn, "\n".join(lines), rows, done=done)
    turn.audit("registry.person", "done", f"person:{person_id}")


def invitation_text(turn: Turn, one: invited.Invited) -> str:
    """«✉️ Mã mời: còn hạn đến 09:30 30/11, do … cấp 09:30»."""
    return turn.t(
        "staff-invitation",
        state=one.state,
        made=moment_text(turn.lang, one.created_at, turn.tx.now),
        until=moment_text(turn.lang, one.expires_at, turn.tx.now),
        used=moment_text(turn.lang, one.used_at, turn.tx.now) if one.used_at else "",
        maker=one.maker or turn.t("staff-server"),
    )


def invite(turn: Turn, person_id: int, seen: int) -> None:
    """A new code that is told once; the older one is worthless. seen: the latest invitation when the button was made.

    Where another was made meanwhile (a press that came twice, a second administrator) that is told instead.
    """
    person = scope.person(turn, person_id)
    if not scope.wholly(turn, person_id, Right.INVITE):
        turn.audit("invitation", "refused", f"person:{person_id}")
        turn.toast(turn.t("staff-partly"), alert=True)
        return
    if not staff_lists.posts(turn.tx, person_id):
        show(turn, person_id, turn.t("staff-no-post-no-code"))
        return
    turn.tx.lock(Person, person_id)
    latest = invited.latest(turn.tx, person_id)
    if latest is not None and latest.id != seen:
        show(turn, person_id, turn.t("staff-code-made-already"))
        return
    code, revoked = invitations.renew(turn.tx, person_id, created_by=turn.me.person_id)
    until = moment_text(turn.lang, turn.tx.now + invitations.LIFE, turn.tx.now)
    text = turn.t("staff-code", name=person.name, code=code, until=until, instead="yes" if revoked else "no")
    show(turn, person_id, turn.t("staff-code-made"))
    turn.say(Screen(text, secret=True))


def ask_cut(turn: Turn, account_id: int) -> None:
    """Whether this account is really to be cut off."""
    account = _account(turn, account_id)
    if account.cut_off_at is not None:
        show(turn, account.person_id, turn.t("account-gone-already"))
    elif not scope.is_stranger(turn, account.person_id):
        name = registry.person(turn.tx, account.person_id).name
        text = turn.t("staff-cut-sure", name=name, channel=account.channel.capitalize(), since=_since(account))
        rows = ((Button(_cutting(turn, account), f"q:xx:{account_id}"),), _never_mind(turn, account.person_id))
        scope.say(turn, text, rows)


def cut(turn: Turn, account_id: int) -> None:
    """The account is nobody's any more, now."""
    account = _account(turn, account_id)
    if scope.is_stranger(turn, account.person_id):
        return
    done = reach.account_cut_off(turn.tx, turn.rules, account_id)
    turn.audit("account.cut", "done" if done else "failed", f"account:{account_id}", cut=account.channel)
    key = "account-cut-done" if done else "account-gone-already"
    show(turn, account.person_id, turn.t(key, channel=account.channel.capitalize()))


def ask_leave(turn: Turn, person_id: int) -> None:
    """Whether this person has really left."""
    person = scope.person(turn, person_id)
    if scope.is_stranger(turn, person_id) or _is_administrator(turn, person_id):
        return
    rows = ((Button(turn.t("staff-leave"), f"q:ll:{person_id}"),), _never_mind(turn, person_id))
    scope.say(turn, turn.t("staff-leave-sure", name=person.name), rows)


def leave(turn: Turn, person_id: int) -> None:
    """No role, no account, no code any more, now."""
    scope.person(turn, person_id)
    if scope.is_stranger(turn, person_id) or _is_administrator(turn, person_id):
        return
    done = acts.leave(turn.tx, turn.rules, person_id, by=turn.me.person_id)
    show(turn, person_id, turn.t("staff-left" if done else "staff-left-already"))


def _is_administrator(turn: Turn, person_id: int) -> bool:
    held = [post.role for post in staff_lists.posts(turn.tx, person_id)]
    return Role.ADMINISTRATOR in held and scope.on_the_server(turn, Role.ADMINISTRATOR)


def _rows(
    turn: Turn, person: Person, posts: list[HeldPost], accounts: list[Account], latest: int
) -> list[tuple[Button, ...]]:
    """What can be done; about oneself only what nobody could misuse."""
    person_id = person.id or 0
    if person_id == turn.me.person_id:
        return [(Button(turn.t("staff-own-accounts"), "c:toi"),)]
    rows: list[tuple[Button, ...]] = []
    if posts and scope.wholly(turn, person_id, Right.INVITE):
        rows.append((Button(turn.t("staff-invite"), f"q:i:{person_id}:{latest}"),))
    rows += [(Button(_cutting(turn, account), f"q:x:{account.id}"),) for account in accounts]
    for post in posts:
        if post.role in GIVEN_BY_HEADS or post.role in GIVEN_ON_THE_SERVER:
            continue
        role = _role(turn, post)
        rows.append(
            (
                Button(scope.short(turn.t("staff-change", role=role)), f"q:c:{post.id}"),
                Button(scope.short(turn.t("staff-end", role=role)), f"q:e:{post.id}"),
            )
        )
        if post.role == Role.HEAD:
            rows.append((Button(turn.t("staff-substitute"), f"q:s:{post.id}"),))
    rows.append((Button(turn.t("staff-give"), f"q:gu:{person_id}"),))
    if person.active and not any(post.role == Role.ADMINISTRATOR for post in posts):
        rows.append((Button(turn.t("staff-leave"), f"q:l:{person_id}"),))
    return rows


def _account(turn: Turn, account_id: int) -> Account:
    account = registry.account_numbered(turn.tx, account_id)
    if account is None:
        raise Tampered("no such account")
    scope.person(turn, account.person_id)
    return account


def _account_line(turn: Turn, account: Account) -> str:
    reached = "yes" if account.reachable else "no"
    return turn.t("staff-account", channel=account.channel.capitalize(), since=_since(account), reached=reached)


def _cutting(turn: Turn, account: Account) -> str:
    return f"{turn.t('account-cut', channel=account.channel.capitalize())} ({_since(account)})"


def _since(account: Account) -> str:
    return account.joined_at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")


def _role(turn: Turn, post: HeldPost) -> str:
    names = {division.id: division.name.of(turn.lang) for division in turn.rules.divisions}
    division = names.get(post.division, post.division)
    role = acts.role_text(turn.lang, post.role)
    return f"{role} · {division}" if division else role


def _until(turn: Turn, post: HeldPost) -> str:
    return "none" if post.until is None else moment_text(turn.lang, post.until, turn.tx.now)


def _never_mind(turn: Turn, person_id: int) -> tuple[Button, ...]:
    return (Button(turn.t("never-mind"), f"q:p:{person_id}"),)
