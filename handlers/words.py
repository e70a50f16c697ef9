"""Commands in words: what the keyboard below the chat says, and what people type instead of it."""

import functools
import re

import locales
from rules.folding import fold

_MENU_KEYS = {
    "menu-report": "baocao",
    "menu-urgent": "khan",
    "menu-regular": "dinhky",
    "menu-tasks": "viec",
    "menu-open": "dangmo",
    "menu-statistics": "thongke",
    "menu-duty": "truc",
    "menu-administration": "quantri",
}
_TYPED = {
    "bao cao": "baocao",
    "baocao": "baocao",
    "bao cao su co": "baocao",
    "khan": "khan",
    "khan cap": "khan",
    "tro giup": "trogiup",
    "trogiup": "trogiup",
    "help": "trogiup",
    "huong dan": "trogiup",
    "toi": "toi",
    "toi la ai": "toi",
    "du lieu cua toi": "dulieucuatoi",
    "dulieucuatoi": "dulieucuatoi",
    **dict.fromkeys(("rieng tu", "riengtu", "quyen rieng tu", "du lieu ca nhan"), "riengtu"),
    "huy": "huy",
    "viec cua toi": "viec",
    "dang mo": "dangmo",
    "thong ke": "thongke",
    "truc": "truc",
    "lich truc": "lichtruc",
    "uy quyen": "uyquyen",
    "vang mat": "vangmat",
    "thong bao": "thongbao",
    "bao chi": "baochi",
    "baochi": "baochi",
    "bao chi lien he": "baochi",
    "so bao chi": "baochi",
    "haitobao": "haitobao",
    "hai to bao": "haitobao",
    "gioi thieu bao": "haitobao",
    "nguoi phat ngon": "phatngon",
    "phat ngon": "phatngon",
    "phatngon": "phatngon",
    "truyen thong": "truyenthong",
    "truyenthong": "truyenthong",
    "dong ho truyen thong": "truyenthong",
    "thong tin ban dau": "truyenthong",
    "phat ngon bao chi": "truyenthong",
    **dict.fromkeys(("tin bai", "tinbai", "gui bai", "gui tin bai", "viet bai", "viet tin bai"), "tinbai"),
    **dict.fromkeys(("duyet bai", "duyet tin bai"), "tinbai"),
    **dict.fromkeys(("xep hang", "xep hang tin bai"), "xephang"),
    "ban tin": "bantin",
    "bantin": "bantin",
    **dict.fromkeys(("don vi", "donvi", "tim don vi"), "donvi"),
    "dinh ky": "dinhky",
    "dinhky": "dinhky",
    "bao cao dinh ky": "dinhky",
    "dot bao cao": "dotbaocao",
    "dotbaocao": "dotbaocao",
    "quan tri": "quantri",
    "quantri": "quantri",
    "quan ly can bo": "quantri",
    "chua tham gia": "quantri",
    "menu": "start",
}


@functools.cache
def _table(lang: str) -> dict[str, str]:
    labels = {fold(locales.text(lang, key)): command for key, command in _MENU_KEYS.items()}
    without_icons = {re.sub(r"^\W+", "", label): command for label, command in labels.items()}
    return {**without_icons, **_TYPED, **labels}


def command_of(lang: str, folded: str) -> str | None:
    """The command that these folded words mean as a whole, in the person's language."""
    return _table(lang).get(folded.strip())
