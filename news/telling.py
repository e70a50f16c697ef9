"""Who hears what of a news item: the unit how it stands, the desk what waits, whoever asked what was answered."""

import locales
from incidents.facts import shortened
from incidents.ways import way_to, ways_showing
from news import access, screens
from rules.catalogue import Catalogue
from storage import news, outbox, registry, slots
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.news import NewsItem

_TOLD = "news-waiting"
_ANSWER = 800


def unit(tx: Tx, rules: Catalogue, item: NewsItem, *, news_for_it: bool) -> None:
    """The unit sees how its item stands: with a new message where that is news for it, else where it stood."""
    for person_id in access.senders(tx, item):
        lang = registry.person(tx, person_id).lang
        screen = screens.for_unit(tx, lang, rules, item, fresh=news_for_it)
        to = way_to(tx, person_id)
        if news_for_it and to is not None:
            outbox.send(tx, to, screen, Priority.UPDATE)
            continue
        for one in ways_showing(tx, person_id, screen.slot):
            if slots.stands(tx, one, screen.slot):
                outbox.send(tx, one, screen, Priority.UPDATE)


def desk(tx: Tx, rules: Catalogue, item: NewsItem, *, arrived: bool = False) -> None:
    """The desk has one message with how much waits; it sounds when something waits again, and never by night."""
    not_before = rules.calendar.loud(tx.now)
    for person_id in access.reviewers(tx, item.unit_id):
        to = way_to(tx, person_id, waits=True)
        if to is None or not (arrived or slots.stands(tx, to, _TOLD)):
            continue
        lang = registry.person(tx, person_id).lang
        count = news.waiting(tx, access.areas(registry.posts_of(tx, person_id), person_id))
        first = arrived and count <= 1
        text = locales.text(lang, "news-waiting", count=count) if count else locales.text(lang, "news-none-waiting")
        if arrived:
            name = registry.unit(tx, item.unit_id).name
            text += "\n" + locales.text(lang, "news-waiting-latest", title=screens.short_title(item), unit=name)
        row = (Button(locales.text(lang, "news-look"), "w:queue:0"),)
        screen = Screen(text, (row,) if count else (), slot=_TOLD, fresh=first, silent=not first)
        outbox.send(tx, to, screen, Priority.UPDATE, not_before=not_before)


def question(tx: Tx, item: NewsItem, talk_id: int) -> None:
    """The unit is asked."""
    talk = next(one for one in news.talk(tx, item.id or 0) if one.id == talk_id)
    for person_id in access.senders(tx, item):
        to = way_to(tx, person_id)
        if to is not None:
            screen = screens.question(registry.person(tx, person_id).lang, item, talk)
            outbox.send(tx, to, screen, Priority.UPDATE)


def questions_over(tx: Tx, item: NewsItem, how: str) -> None:
    """No question about the item waits for an answer any more: its message says so. how: «answered» or «decided»."""
    for talk in news.talk(tx, item.id or 0):
        for person_id in access.senders(tx, item) if talk.kind == "ask" else ():
            for to in ways_showing(tx, person_id, screens.asked_slot(talk.id)):
                if slots.stands(tx, to, screens.asked_slot(talk.id)):
                    lang = registry.person(tx, person_id).lang
                    screen = screens.question(lang, item, talk, over=how)
                    outbox.send(tx, to, screen, Priority.UPDATE)


def answer(tx: Tx, item: NewsItem, by: int, text: str) -> None:
    """Whoever asked last hears the answer; the whole desk when that person reviews no more."""
    asked = [one.person_id for one in news.talk(tx, item.id or 0) if one.kind == "ask"][-1:]
    people = [one for one in asked if access.may_review(tx, one, item.unit_id)]
    for person_id in people or access.reviewers(tx, item.unit_id):
        to = way_to(tx, person_id, waits=True)
        if to is not None:
            lang = registry.person(tx, person_id).lang
            said = shortened(lang, text, _ANSWER) or locales.text(lang, "news-only-pictures")
            told = locales.text(
                lang,
                "news-answered",
                name=registry.person(tx, by).name,
                unit=registry.unit(tx, item.unit_id).name,
                title=screens.short_title(item),
                text=said,
            )
            row = (Button(locales.text(lang, "news-look-at"), f"w:{item.id}:open"),)
            outbox.send(tx, to, Screen(told, (row,)), Priority.UPDATE)
