"""Choosing without buttons: a list with numbers instead, answered by number, by words or by how they begin."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import locales
from handlers import words
from handlers.event import Event
from handlers.turn import Tampered, Turn
from incidents.screens import incident_in
from rules.folding import fold
from storage import offered
from storage.database import Tx
from storage.offered import Offered, Option
from storage.screens import Button, Screen, from_json

AT_ONCE = 9
_SHORTEST_BEGINNING = 2
_CLOCKS_DIFFER = timedelta(seconds=2)
_ANSWER = re.compile(r"i:(\d+):answer:(\d+)")
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]?")
_BEFORE_WORDS = re.compile(r"^[^\w]+")


def offer_of(screen: Screen, lang: str = locales.FALLBACK) -> Offered | None:
    """What a screen lets one choose: its buttons, else its menu; None when it leaves no choice.

    What answers the message of an incident, with a sound, lets one look at the incident: there is no message to go
    back to, and a number must not be read against a list that is done with.
    """
    buttons = [button for row in screen.rows for button in row]
    options = tuple(Option(button.label, button.action, button.url) for button in buttons)
    if not options:
        options = tuple(Option(label) for row in screen.menu or () for label in row)
    about = incident_in(screen.quotes)
    if not options and about is not None and not screen.silent:
        options = (Option(locales.text(lang, "see-again"), f"i:{about}:show"),)
    return Offered(options, numbered=not screen.plain_numbers) if options else None


def numbered(offer: Offered) -> list[tuple[int, Option]]:
    """The options that are shown with their numbers: all of them, or one fewer than AT_ONCE, whose last says «more»."""
    choices = [option for option in offer.options if not option.url]
    shown = choices if len(choices) <= AT_ONCE else choices[: AT_ONCE - 1]
    return list(enumerate(shown, start=1))


def by_words(offer: Offered) -> list[str]:
    """The labels to type where a number is an answer: «Bỏ qua», «Quay lại»; none with a number or «…»."""
    labels = [option.label for option in offer.options if not option.url and "…" not in option.label]
    return [_words(label) for label in labels if _words(label) and not any(char.isdigit() for char in label)]


def has_more(offer: Offered) -> bool:
    return sum(not option.url for option in offer.options) > AT_ONCE


def as_chosen(tx: Tx, event: Event, lang: str) -> Event:
    """The press (or the command) that a typed text means by the list that was sent last; the text itself if none.

    Words that are a command as a whole beat the mere beginning of an option. What was typed before the list was sent
    belongs to an older list: only a whole label is taken then, and a number is asked for again. So it is while another
    list may have arrived without our knowing it yet.
    """
    is_number = _NUMBER.fullmatch(event.text.strip()) is not None
    # Before what was sent last: a list whose arrival is noted in between is then one of the two.
    coming = offered.perhaps_seen(tx, event.channel, event.address) if is_number else []
    offer = offered.last(tx, event.channel, event.address)
    if offer is None:
        return event
    older = offer.at is not None and event.at + _CLOCKS_DIFFER < offer.at
    option = _by_number(offer, event.text) or _by_label(offer, event.text)
    if option is not None and is_number:
        if older:
            option = Option("", "m:again")
        elif _means_something_else(coming, event, option):
            option = Option("", "m:newer")
    if option is None and not older and words.command_of(lang, fold(event.text)) is None:
        option = _by_beginning(offer, event.text)
    if option is None:
        return event
    if not option.action:
        return replace(event, text=option.label)
    return replace(event, kind="press", action=option.action, message_ref="")


def question_above(tx: Tx, event: Event) -> tuple[int, str] | None:
    """(incident, slot) of the question that is the last thing the account was offered; None where one can reply to it.

    Whoever types right below a question has most likely answered it.
    """
    offer = None if event.buttons or event.reply_to else offered.last(tx, event.channel, event.address)
    if offer is None or len(offer.options) != 1 or (offer.at is not None and event.at + _CLOCKS_DIFFER < offer.at):
        return None
    asked = _ANSWER.fullmatch(offer.options[0].action)
    return (int(asked[1]), f"question:{asked[2]}") if asked else None


def pressed(turn: Turn, parts: list[str]) -> None:
    """«m:more»: the options that did not fit, as a list of their own; «m:again»: the list as it is now; «m:newer»: that
    there is a newer one. Raises Tampered for anything else.
    """
    if parts == ["newer"]:
        turn.say(Screen(turn.t("choose-newer")))
        return
    offer = offered.last(turn.tx, turn.event.channel, turn.event.address)
    if parts not in (["more"], ["again"]) or offer is None:
        raise Tampered("no list goes on here")
    first = AT_ONCE - 1 if parts == ["more"] else 0
    rest = [option for option in offer.options if not option.url][first:]
    rows = tuple((Button(option.label, option.action),) for option in rest)
    turn.say(Screen(turn.t(f"choose-{parts[0]}"), rows, plain_numbers=not offer.numbered))


def _by_number(offer: Offered, text: str) -> Option | None:
    written = _NUMBER.fullmatch(text.strip())
    if written is None or not offer.numbered:
        return None
    number = int(written[1])
    if number == AT_ONCE and has_more(offer):
        return Option("", "m:more")
    return dict(numbered(offer)).get(number)


def _means_something_else(coming: Sequence[dict[str, Any]], event: Event, option: Option) -> bool:
    """Whether the number stands for something else in a list that is just being sent, or whose arrival is not known."""
    lists = (offer_of(from_json(screen)) for screen in coming)
    return any(one is not None and _by_number(one, event.text) != option for one in lists)


def _by_label(offer: Offered, text: str) -> Option | None:
    typed = fold(_words(text))
    same = [option for option in offer.options if typed and fold(_words(option.label)) == typed and not option.url]
    return same[0] if same else None


def _by_beginning(offer: Offered, text: str) -> Option | None:
    """The only option that begins with these whole words; with their diacritics where any was typed."""
    typed = _words(text).casefold()
    if len(typed) < _SHORTEST_BEGINNING or typed.isdigit():
        return None
    spelled: Callable[[str], str] = str.casefold if fold(typed) != typed else fold
    found = [
        option
        for option in offer.options
        if not option.url and f"{spelled(_words(option.label))} ".startswith(f"{spelled(typed)} ")
    ]
    return found[0] if len(found) == 1 else None


def _words(label: str) -> str:
    """A label without the sign before it and the mark behind it: «✅ Gửi» → «Gửi», «Bỏ qua ›» → «Bỏ qua»."""
    return _BEFORE_WORDS.sub("", label).rstrip(" ›…").strip()
