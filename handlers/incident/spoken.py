"""The actions on an incident as people write them in a reply: «Tiếp nhận», «Chỉ đạo: cử người đến bệnh viện»."""

import functools
from collections.abc import Collection

import locales
from rules.folding import fold
from rules.lifecycle import Action

_WORDS: dict[Action, tuple[str, ...]] = {
    Action.ACKNOWLEDGE: ("tiep nhan", "nhan", "da nhan", "toi nhan", "nhan xu ly"),
    Action.ASK: ("hoi", "hoi them", "cau hoi"),
    Action.INSTRUCT: ("chi dao", "y kien chi dao"),
    Action.HAND_OVER: ("chuyen xu ly", "chuyen phong"),
    Action.ESCALATE: ("chuyen cap tren", "bao cap tren", "cap tren"),
    Action.RESOLVE: ("ket thuc", "ket thuc xu ly", "xu ly xong", "da xong"),
    Action.CLOSE: ("dong", "dong ho so"),
    Action.REOPEN: ("mo lai",),
    Action.UPDATE: ("bo sung", "dien bien"),
    Action.CORRECT: ("dinh chinh",),
    Action.WITHDRAW: ("rut", "rut bao cao"),
    Action.FINAL_REPORT: ("bao cao ket thuc",),
}


@functools.cache
def _table(lang: str) -> dict[str, Action]:
    words = {word: action for action, known in _WORDS.items() for word in known}
    labels = {_plain(locales.text(lang, f"act-{one.value.replace('_', '-')}")): one for one in _WORDS}
    return {**words, **labels}


def named(lang: str, text: str, among: Collection[Action]) -> tuple[Action, str] | None:
    """The action that a text names, and what it says after the colon; None for words that are just words."""
    lead, _, rest = text.partition(":")
    action = _table(lang).get(_plain(lead))
    return (action, rest.strip()) if action in among and action is not None else None


def _plain(words: str) -> str:
    """Folded, without emoji and punctuation."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(words)).split())
