"""The way of an event to the one handler that answers it."""

from collections.abc import Callable
from typing import Any

from campaigns import notice_screens
from handlers import accounts, broadcasts, choosing, digest, joining, menu, own_data, privacy, units, words
from handlers.administration import flows as administration_flows
from handlers.administration import home as administration_home
from handlers.campaign import desk as campaign_desk
from handlers.campaign import owed as campaign_owed
from handlers.campaign import presses as campaign_presses
from handlers.campaign import survey as campaign_survey
from handlers.campaign import totals as campaign_totals
from handlers.duty import absent, delegating
from handlers.duty import flows as duty_flows
from handlers.duty import roster as duty_roster
from handlers.duty import shifts as duty_shifts
from handlers.event import Event
from handlers.incident import flows as incident_flows
from handlers.incident import lists as incident_lists
from handlers.incident import presses as incident_presses
from handlers.incident import replies as incident_replies
from handlers.media import desk as media_desk
from handlers.media import writing as media_writing
from handlers.news import answering as news_answering
from handlers.news import exporting as news_exporting
from handlers.news import home as news_home
from handlers.news import presses as news_presses
from handlers.news import ranking as news_ranking
from handlers.news import reviewing as news_reviewing
from handlers.news import writing as news_writing
from handlers.notice import home as notice_home
from handlers.notice import presses as notice_presses
from handlers.notice import reading as notice_reading
from handlers.notice import writing as notice_writing
from handlers.press import contacts as press_contacts
from handlers.press import expecting as press_expecting
from handlers.press import flows as press_flows
from handlers.press import noting, speaking
from handlers.report import doors, filling
from handlers.turn import Tampered, Turn
from incidents import reach
from news import screens as news_screens
from press import contact_screens
from rules.catalogue import Catalogue
from rules.folding import fold
from storage import conversations, outbox, registry
from storage.database import Tx

COMMANDS: dict[str, Callable[[Turn], None]] = {
    "start": joining.start_again,
    "trogiup": menu.help_screen,
    "help": menu.help_screen,
    "toi": accounts.who_am_i,
    "dulieucuatoi": own_data.ask,
    "riengtu": privacy.show,
    "baocao": doors.guided,
    "khan": doors.urgent,
    "huy": lambda turn: None if news_writing.cancelled(turn) else filling.cancel_typed(turn),
    "viec": incident_lists.my_tasks,
    "dangmo": incident_lists.open_incidents,
    "thongke": incident_lists.statistics,
    "truc": duty_roster.show,
    "lichtruc": duty_roster.show,
    "uyquyen": delegating.show,
    "vangmat": absent.show,
    "dinhky": campaign_owed.show,
    "dotbaocao": campaign_desk.home,
    "thongbao": notice_home.home,
    "bantin": digest.command,
    "phatngon": speaking.show,
    "quantri": administration_home.show,
    "truyenthong": media_desk.home,
    "tinbai": news_home.home,
    "xephang": news_ranking.command,
    "baochi": press_contacts.show,
    "donvi": units.show,
    "haitobao": campaign_totals.papers,
}

PRESSES: dict[str, Callable[[Turn, list[str]], None]] = {
    "c": lambda turn, parts: _command(turn, parts[0]),
    "r": filling.pressed,
    "i": incident_presses.pressed,
    "l": incident_lists.pressed,
    "j": joining.pressed,
    "a": accounts.pressed,
    "m": choosing.pressed,
    "u": delegating.pressed,
    "v": absent.pressed,
    "t": duty_shifts.pressed,
    "b": broadcasts.pressed,
    "n": notice_presses.pressed,
    "s": speaking.pressed,
    "q": administration_flows.pressed,
    "w": news_presses.pressed,
    "p": press_contacts.pressed,
    "o": units.pressed,
    "f": campaign_owed.pressed,
    "d": campaign_presses.pressed,
    "g": digest.pressed,
    "y": privacy.pressed,
}

FLOWS: dict[str, Callable[[Turn, dict[str, Any]], None]] = {
    digest.FLOW: digest.typed,
    "report": filling.typed,
    "offer": doors.offered,
    "incident": incident_flows.typed,
    media_writing.FLOW: media_writing.typed,
    "duty": duty_flows.typed,
    notice_writing.FLOW: notice_writing.typed,
    news_writing.FLOW: news_writing.typed,
    news_answering.FLOW: news_answering.typed,
    news_reviewing.FLOW: news_reviewing.typed,
    news_exporting.FLOW: news_exporting.typed,
    campaign_survey.FLOW: campaign_survey.typed,
    press_expecting.FLOW: press_flows.typed,
    administration_flows.FLOW: administration_flows.typed,
}


def handle(tx: Tx, event: Event, rules: Catalogue) -> None:
    """Does all that follows from one event, in the transaction `tx`."""
    if event.kind == "blocked":
        reach.account_lost(tx, rules, event.channel, event.address, "blocked")
        return
    if not event.private:
        joining.refuse_group(tx, event)
        return
    member = registry.find_member(tx, event.channel, event.address)
    if member is None:
        joining.stranger(tx, event, rules)
        return
    if not member.reachable:
        reach.account_back(tx, rules, event.channel, event.address)
    if event.kind == "text" and not event.buttons:
        event = choosing.as_chosen(tx, event, member.lang)
    turn = Turn(tx, event, member, rules)
    try:
        _route(turn)
    except Tampered as tampered:
        turn.audit("press", "refused", event.action[:64], reason=str(tampered))
        turn.toast(turn.t("old-button"), alert=True)
    if event.press_id:
        turn.toast()
    privacy.ask_anew(turn)


def _route(turn: Turn) -> None:
    event = turn.event
    if event.kind == "unblocked":
        return
    if event.kind == "press":
        name, *parts = event.action.split(":")
        if name not in PRESSES or not parts:
            raise Tampered("unknown action")
        PRESSES[name](turn, parts)
    elif event.kind == "command":
        _command(turn, event.command)
    elif event.kind == "text" and (command := words.command_of(turn.lang, fold(event.text))) is not None:
        _command(turn, command)
    elif joining.is_code_alone(event):
        joining.start_again(turn)
    elif event.kind == "contact":
        turn.say(menu.home(turn, turn.t("already-joined", name=turn.me.name)))
    else:
        _content(turn)


def _command(turn: Turn, name: str) -> None:
    act = COMMANDS.get(name)
    if act is None:
        turn.say(menu.home(turn, turn.t("unknown-command")))
        return
    act(turn)


def _content(turn: Turn) -> None:
    """Words, files, a place: they belong to the message replied to, to what was asked, or begin something new."""
    event = turn.event
    if event.reply_to:
        quoted = outbox.posted_at(turn.tx, event.channel, event.address, event.reply_to)
        if quoted is not None and quoted.incident_id is not None:
            incident_replies.replied(turn, quoted.incident_id, quoted.slot)
            return
        if quoted is not None and (notice := notice_screens.notice_in(quoted.slot)) is not None:
            notice_reading.replied(turn, notice)
            return
        if quoted is not None and (about := news_screens.named_in(quoted.slot)) is not None:
            news_answering.replied(turn, *about)
            return
        if quoted is not None and (contact := contact_screens.contact_in(quoted.slot)) is not None:
            press_contacts.replied(turn, contact)
            return
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is not None and flow.flow in FLOWS and noting.typed(turn, flow):
        return
    if flow is not None and flow.flow in FLOWS:
        FLOWS[flow.flow](turn, flow.data)
    elif event.kind == "edited":
        turn.say(menu.home(turn, turn.t("edited-too-late")))
    elif (asked := choosing.question_above(turn.tx, event)) and not doors.names_an_incident(turn, event.text):
        incident_replies.replied(turn, *asked)
    elif not notice_reading.typed(turn) and not noting.typed(turn) and not units.typed(turn):
        doors.just_typed(turn)
