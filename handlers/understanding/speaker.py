"""A person as one line tells who it is: name, post, telephone number."""

import re
from dataclasses import dataclass

import phonenumbers

from handlers.understanding.phones import read_phone
from handlers.understanding.vietnamese import compiled, prepare

LONGEST_NAME, LONGEST_TITLE = 60, 80
_BETWEEN = re.compile(r"[,;:|/()\n]| [-–—] ")
_LABEL = compiled(r"\b(?:số điện thoại|điện thoại|số đt|sđt|sdt|đt|dt|tel|phone|số)\b[\s.:]*$")
_CALLED = compiled(r"^(?:tên là|tên|là|họ tên|họ và tên|người phát ngôn|người khác)\b[\s:]*")
_TITLE = compiled(
    r"\b(?:phó hiệu trưởng|hiệu trưởng|phó giám đốc|giám đốc|hiệu phó|chủ tịch công đoàn|chủ tịch hội đồng trường|"
    r"bí thư|phó bí thư|tổ trưởng|tổ phó|trợ lý|thư ký|văn thư|tổng phụ trách|giáo viên|cán bộ|nhân viên)\b"
)


@dataclass(frozen=True)
class Told:
    """title, phone (E.164): "" where nothing was said of it."""

    name: str
    title: str
    phone: str


def read_speaker(text: str) -> Told | None:
    """«Trần Thị Mẫu, Phó Hiệu trưởng, 0903 000 111» → who that is; None where no name can be read."""
    phone = read_phone(text) or ""
    parts = [_tidy(part) for part in _BETWEEN.split(_without_phones(text))]
    parts = [part for part in parts if part]
    if not parts:
        return None
    name, titles = _CALLED.sub("", parts[0]) if _CALLED.match(prepare(parts[0])) else parts[0], parts[1:]
    if title := _TITLE.search(prepare(name)):
        name, titles = name[: title.start()].strip(), [name[title.start() :].strip(), *titles]
    if not name and len(titles) > 1:
        # «Phó Hiệu trưởng, Trần Thị Mẫu»
        name, titles = titles[1], [titles[0], *titles[2:]]
    if not 2 <= len(name) <= LONGEST_NAME or not any(char.isalpha() for char in name):
        return None
    return Told(name, ", ".join(titles)[:LONGEST_TITLE], phone)


def _without_phones(text: str) -> str:
    """The text with a comma where a number was, and without the word for it."""
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(text, "VN"))):
        before = text[: match.start].rstrip()
        label = _LABEL.search(prepare(before))
        before = before[: label.start()] if label else before
        text = f"{before},{text[match.end :]}"
    return text


def _tidy(part: str) -> str:
    return " ".join(part.split()).strip(" .-–—«»\"'")
