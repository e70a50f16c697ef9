"""The life of a news item: sent, asked about, answered, accepted or declined, looked at again.

Of two who decide at once the first counts: the item is locked, and whoever comes second finds it decided.
"""

from news import access, telling
from rules.catalogue import Catalogue
from rules.news import WITHOUT_CONSENT
from storage import counters, news
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.tables.news import NewsItem


def send(tx: Tx, rules: Catalogue, item_id: int) -> NewsItem | None:
    """From now on it waits for the desk; None when it was sent, or dropped, already."""
    if not news.turn(tx, item_id, (news.DRAFT,), state=news.WAITING, sent_at=tx.now):
        return None
    year = tx.now.astimezone(LOCAL_ZONE).year
    item = news.change(tx, item_id, code=f"TB-{year}-{counters.next_number(tx, f'news:{year}'):06d}")
    telling.desk(tx, rules, item, arrived=True)
    return item


def accept(tx: Tx, rules: Catalogue, item_id: int, by: int) -> bool:
    """Takes it; False when it was decided already."""
    return _decide(tx, rules, item_id, by, news.ACCEPTED, "")


def decline(tx: Tx, rules: Catalogue, item_id: int, by: int, reason: str) -> bool:
    """Does not take it, and says why; False when it was decided already."""
    return _decide(tx, rules, item_id, by, news.DECLINED, reason)


def look_again(tx: Tx, rules: Catalogue, item_id: int) -> bool:
    """A decision was a slip: the item waits again; False when it was not decided."""
    if not news.turn(tx, item_id, news.DECIDED, state=news.WAITING, decided_at=None, decided_by=None, reason=""):
        return False
    item = news.get(tx, item_id)
    telling.unit(tx, rules, item, news_for_it=True)
    telling.desk(tx, rules, item)
    return True


def ask(tx: Tx, rules: Catalogue, item_id: int, by: int, text: str) -> bool:
    """Asks its unit; False when it is decided already, or nobody of the unit can be reached."""
    item = news.get(tx, item_id)
    if item.state not in news.OPEN or not access.senders(tx, item):
        return False
    item = news.change(tx, item_id, state=news.ASKED)
    telling.unit(tx, rules, item, news_for_it=False)
    telling.question(tx, item, news.say(tx, item_id, by, "ask", text))
    telling.desk(tx, rules, item)
    return True


def answer(tx: Tx, rules: Catalogue, item_id: int, by: int, text: str) -> NewsItem | None:
    """What its unit says, onto the item and to whoever asked; None when it is decided already."""
    item = news.get(tx, item_id)
    if item.state not in news.OPEN:
        return None
    news.say(tx, item_id, by, "answer", text)
    telling.questions_over(tx, item, "answered")
    item = news.change(tx, item_id, state=news.WAITING)
    telling.answer(tx, item, by, text)
    telling.unit(tx, rules, item, news_for_it=False)
    telling.desk(tx, rules, item)
    return item


def children(tx: Tx, rules: Catalogue, item_id: int, said: str) -> NewsItem:
    """What is known of pupils in the pictures of an item that was sent; its unit sees it."""
    item = news.change(tx, item_id, children=said)
    telling.unit(tx, rules, item, news_for_it=said == WITHOUT_CONSENT)
    telling.desk(tx, rules, item)
    return item


def _decide(tx: Tx, rules: Catalogue, item_id: int, by: int, state: str, reason: str) -> bool:
    was_asked = news.get(tx, item_id).state == news.ASKED
    if not news.turn(tx, item_id, news.OPEN, state=state, decided_at=tx.now, decided_by=by, reason=reason):
        return False
    item = news.get(tx, item_id)
    if was_asked:
        telling.questions_over(tx, item, "decided")
    telling.unit(tx, rules, item, news_for_it=True)
    telling.desk(tx, rules, item)
    return True
