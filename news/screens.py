"""How a news item looks: to the unit that sent it, and to the desk that reviews it."""

from datetime import datetime

import locales
from incidents.facts import flattened, moment_text, phone_text, shortened
from rules.catalogue import Catalogue
from rules.news import CONSENTED, UNSAID, WITHOUT_CONSENT, pictures_may_be_shown
from storage import attachments, news, registry
from storage.database import Tx
from storage.news import Talk
from storage.screens import Button, Picture, Screen
from storage.tables.news import NewsItem

_TITLE, _TALK = 60, 500


def slot(item_id: int) -> str:
    """The message in which the unit sees how its item stands."""
    return f"news:{item_id}"


def asked_slot(talk_id: int) -> str:
    """The message in which the unit is asked something."""
    return f"news-ask:{talk_id}"


def named_in(slot_name: str) -> tuple[str, int] | None:
    """(«news» or «news-ask», number) of a slot that one of these messages stands in; None for any other."""
    kind, _, number = slot_name.partition(":")
    return (kind, int(number)) if kind in ("news", "news-ask") and number.isdigit() else None


def short_title(item: NewsItem) -> str:
    """The title as one line, short enough to be named in a sentence."""
    title = flattened(item.title)
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…"


def kind_text(lang: str, rules: Catalogue, item: NewsItem) -> str:
    """«🌟 Người tốt việc tốt»; the bare id of a kind that the catalogue has lost."""
    kind = rules.news_kind(item.kind)
    return f"{kind.icon} {kind.name.of(lang)}" if kind is not None else item.kind


def pictures_text(lang: str, pictures: int, captions: int) -> str:
    key = "news-pictures-captions" if captions else "news-pictures"
    return locales.text(lang, key, count=pictures, captions=captions)


def body(tx: Tx, lang: str, rules: Catalogue, item: NewsItem) -> Screen:
    """The whole item with its pictures, as it was written."""
    unit = registry.unit(tx, item.unit_id).name
    head = locales.text(lang, "news-body", title=item.title, kind=kind_text(lang, rules, item), unit=unit)
    files = attachments.of_draft(tx, item.draft_id)
    captions = [
        locales.text(lang, "news-caption", number=number, caption=file.caption)
        for number, file in enumerate(files, start=1)
        if file.caption and file.caption not in item.text
    ]
    text = "\n\n".join(part for part in (head, item.text, "\n".join(captions)) if part)
    return Screen(text, pictures=tuple(Picture(file.id or 0) for file in files))


def for_unit(tx: Tx, lang: str, rules: Catalogue, item: NewsItem, *, fresh: bool = False) -> Screen:
    """How the item stands, and what the unit can still do about it."""
    lines = [
        locales.text(lang, "news-sent-head", title=short_title(item), code=item.code),
        kind_text(lang, rules, item),
        _standing(lang, item, tx.now),
    ]
    pictures, _ = news.pictures(tx, item)
    rows: tuple[tuple[Button, ...], ...] = ()
    if pictures and item.state != news.DECLINED and not pictures_may_be_shown(item.children):
        lines.append(locales.text(lang, f"news-kept-{item.children or 'unsaid'}"))
        rows = consent_rows(lang, item, ask_all=item.children == UNSAID)
    if item.state == news.ASKED:
        rows = ((Button(locales.text(lang, "news-answer"), f"w:{item.id}:answer:0"),), *rows)
    text = "\n".join(line for line in lines if line)
    return Screen(text, rows, slot=slot(item.id or 0), fresh=fresh)


def consent_rows(lang: str, item: NewsItem, *, ask_all: bool) -> tuple[tuple[Button, ...], ...]:
    """The answers about pupils in the pictures; only the one that has been lacking unless `ask_all`."""
    answers = ("none", "consented", "without") if ask_all else (CONSENTED,)
    return tuple(
        (Button(locales.text(lang, f"news-children-{one}"), f"w:{item.id}:children:{one}"),) for one in answers
    )


def question(lang: str, item: NewsItem, talk: Talk, *, over: str = "") -> Screen:
    """What the desk wants to know, with the way to answer. over: «answered» or «decided», once that is of no use."""
    text = locales.text(
        lang, "news-question", title=short_title(item), name=talk.name, text=shortened(lang, talk.text, _TALK)
    )
    if over:
        return Screen(f"{text}\n\n{locales.text(lang, f'news-question-{over}')}", slot=asked_slot(talk.id), silent=True)
    row = (Button(locales.text(lang, "news-answer"), f"w:{item.id}:answer:{talk.id}"),)
    return Screen(text, (row,), slot=asked_slot(talk.id), fresh=True)


def panel(tx: Tx, lang: str, rules: Catalogue, item: NewsItem, *, fresh: bool = False) -> Screen:
    """What the desk sees below an item: who sent it, what was said about it, and what can be decided."""
    identity = item.id or 0
    author, unit = registry.person(tx, item.author_id), registry.unit(tx, item.unit_id)
    pictures, captions = news.pictures(tx, item)
    sent = moment_text(lang, item.sent_at or item.created_at, tx.now)
    lines = [
        locales.text(lang, "news-panel", code=item.code, title=short_title(item)),
        locales.text(lang, "news-panel-by", unit=unit.name, name=author.name, at=sent),
        *([f"📞 {phone_text(author.phone)}"] if author.phone else []),
        kind_text(lang, rules, item),
    ]
    if pictures:
        lines.append(pictures_text(lang, pictures, captions))
        lines.append(locales.text(lang, f"news-desk-children-{item.children or 'unsaid'}"))
    lines.append(_decision(tx, lang, item))
    said = [_said(lang, one, tx.now) for one in news.talk(tx, identity)]
    text = "\n\n".join(["\n".join(line for line in lines if line), *said])
    return Screen(text, _panel_rows(lang, item, bool(pictures)), slot=f"news-review:{identity}", fresh=fresh)


def _panel_rows(lang: str, item: NewsItem, pictures: bool) -> tuple[tuple[Button, ...], ...]:
    def button(verb: str) -> Button:
        return Button(locales.text(lang, f"news-do-{verb}"), f"w:{item.id}:{verb}")

    back = (Button(locales.text(lang, "news-to-queue"), "w:queue:0"),)
    if item.state not in news.OPEN:
        return ((button("again"),), back)
    marks = (button("pupils"),) if pictures and item.children != WITHOUT_CONSENT else ()
    rows = ((button("accept"), button("ask")), (button("decline"), *marks), back)
    return tuple(row for row in rows if row)


def _standing(lang: str, item: NewsItem, now: datetime) -> str:
    at = item.decided_at if item.state in news.DECIDED else item.sent_at
    return locales.text(
        lang, f"news-standing-{item.state}", at=moment_text(lang, at or item.created_at, now), reason=item.reason
    )


def _decision(tx: Tx, lang: str, item: NewsItem) -> str:
    if item.state not in news.DECIDED or item.decided_by is None or item.decided_at is None:
        return locales.text(lang, f"news-desk-{item.state}")
    name, at = registry.person(tx, item.decided_by).name, moment_text(lang, item.decided_at, tx.now)
    return locales.text(lang, f"news-desk-{item.state}", name=name, at=at, reason=item.reason)


def _said(lang: str, talk: Talk, now: datetime) -> str:
    at = moment_text(lang, talk.at, now)
    text = shortened(lang, talk.text, _TALK) or locales.text(lang, "news-only-pictures")
    return locales.text(lang, f"news-said-{talk.kind}", at=at, name=talk.name, text=text)
