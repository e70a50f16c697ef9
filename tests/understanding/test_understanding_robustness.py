"""What is understood does not depend on how it is typed, and no text is too strange or too long."""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding.corrections import read_correction
from handlers.understanding.names import without_names
from handlers.understanding.reading import LONGEST, Understood, read
from handlers.understanding.scoring import FIELDS, labelled, labels_of
from rules.catalogue import load_catalogue
from rules.checks import check_answer
from rules.folding import fold

CATALOGUE = load_catalogue()
MESSAGES = labelled(Path(__file__).parent / "development.jsonl")
NOW = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)
_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"\u0306": "w", "\u031b": "w"}


def stripped(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in letters if not unicodedata.combining(char))


def capitals(text: str) -> str:
    return text.upper()


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def telex(text: str) -> str:
    """As the keys were pressed, when the keyboard was left in the wrong mode."""
    return " ".join(_pressed(word) for word in text.split(" "))


def _pressed(word: str) -> str:
    letters, tone = "", ""
    for char in word:
        base, *marks = unicodedata.normalize("NFD", char)
        tone = next((_TELEX[mark] for mark in marks if mark in _TELEX), tone)
        letters += {"đ": "dd", "Đ": "DD"}.get(base, base)
        letters += base if "\u0302" in marks else "".join(_SHAPES.get(mark, "") for mark in marks)
    end = len(letters.rstrip(".,;:!?»)"))
    return letters[:end] + tone + letters[end:]


# How many of all fields of the development messages may change.
@pytest.mark.parametrize(
    ("retype", "most"),
    [(decomposed, 0), (capitals, 6), (stripped, 24), (telex, 14)],
)  # fmt: skip
def test_way_of_typing_changes_hardly_a_field(retype, most: int) -> None:
    changed: Counter[str] = Counter()
    for message in MESSAGES:
        before = labels_of(read(message.text, message.now, CATALOGUE))
        after = labels_of(read(retype(message.text), message.now, CATALOGUE))
        for name in FIELDS:
            if _comparable(before.get(name)) != _comparable(after.get(name)):
                changed[name] += 1
    print(f"\n{retype.__name__}: {dict(changed)}")
    assert sum(changed.values()) <= most, changed


def _comparable(value: object) -> object:
    return fold(value) if isinstance(value, str) else value


# Words that the grammar knows, so that texts made of them reach every corner of it.
_WORDS = [
    *("3 em", "ba học sinh", "hs lớp 7A", "1 gv", "cả 3", "các em", "bị", "không", "chưa", "ai", "nào", "bị thương"),
    *("gãy tay", "tử vong", "mất", "nhập viện", "cấp cứu", "đưa đi bv", "báo", "công an", "ubnd", "phụ huynh", "và"),
    *("phóng viên", "đăng", "facebook", "trên mạng", "9h30", "lúc", "tối qua", "hôm kia", "thứ hai tuần trước", "31/2"),
    *("15/11", "25h", "cách đây 2 tiếng", "vừa xong", "sân trường", "ở", "đường Lê Lợi", "trong đó", "ngoài ra", "à"),
    *(
        "chứ không phải 3",
        "ong đốt",
        "đánh nhau",
        "cháy",
        "nghe nói",
        "xin hỗ trợ",
        "1.000.000",
        "99999999",
        "-5",
        "\n",
    ),
    *("ngooj ddocj", "hs hs", ".", ",", ";", "(", "👩\u200d🏫", "https://a.vn/x", "0903123456"),
]
_SPEECH = st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)
_ANYTHING = st.text(max_size=600) | _SPEECH | st.tuples(_SPEECH, st.text(max_size=80)).map("".join)


@settings(max_examples=300, deadline=None)
@given(_ANYTHING)
def test_any_text_gives_answers_that_the_form_accepts(text: str) -> None:
    understood = read(text, NOW, CATALOGUE)
    for question, value in understood.answers.items():
        problem = check_answer(CATALOGUE.question(question), value, {}, NOW)
        assert problem is None or problem.warning, (question, value)
    if "occurred_at" in understood.answers:
        assert datetime.fromisoformat(understood.answers["occurred_at"]) <= NOW + timedelta(minutes=5)


@settings(max_examples=300, deadline=None)
@given(_ANYTHING)
def test_every_span_lies_inside_the_text(text: str) -> None:
    for form in (text, decomposed(text)):
        for field in read(form, NOW, CATALOGUE).fields.values():
            start, end = field.span
            assert 0 <= start < end <= len(form)
            assert 0 < field.sure <= 1


@settings(max_examples=150, deadline=None)
@given(_ANYTHING)
def test_any_text_can_be_a_correction_or_hide_names(text: str) -> None:
    known = {
        "pupils_affected": 3,
        "injured": 3,
        "occurred_at": NOW.isoformat(),
        "category": "injury",
        "told": ["police"],
    }
    for question, value in read_correction(text, NOW, CATALOGUE, known).items():
        assert question in known
        assert check_answer(CATALOGUE.question(question), value, {}, NOW) is None or value != known[question]
    assert isinstance(without_names(text), str)


_UNITS = [
    *(
        "đánh nhau ",
        "9h ",
        "9h hôm qua ",
        "học sinh ",
        "3 em ",
        "báo công an ",
        "không có em nào bị ",
        "a",
        "x",
        "1",
        "1 ",
    ),
    *("phóng viên báo ", "cấp cứu bệnh viện ", "ngoài ra ", "cô giáo đánh học sinh ", "https://a.vn/ ", "15/11 ", "("),
    *("e\u0301", "👩\u200d🏫", "1.000.", "đường Lê Lợi ", "1 em gãy tay, ", "à 4 em chứ không phải 3 ", "nghe nói "),
    *("nhắn tin qua zalo ", "em em bé cháu ", "cách đây 5 phút ", "xin hỗ trợ "),
]
SHORT, LONG = 500, 4000
MOST = 1.25 * LONG / SHORT


@pytest.mark.parametrize("unit", _UNITS)
def test_work_grows_with_the_length_and_no_faster(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight times as long is eight times the work, a quarter more at most; of a square it would be 64 times."""
    scanned = _count_what_is_scanned(monkeypatch)
    short, long = ((unit * length)[:length] for length in (SHORT, LONG))
    read(long, NOW, CATALOGUE)
    few, many = (_work(text, scanned) for text in (short, long))
    assert all(more < MOST * fewer for more, fewer in zip(many, few, strict=True)), (few, many)


def _work(text: str, scanned: list[int]) -> tuple[int, int]:
    """(lines of Python run and calls made, characters that regular expressions went over) to read a text."""
    steps = 0

    def step(*_: object) -> Any:
        nonlocal steps
        steps += 1
        return step

    scanned.clear()
    before = sys.gettrace()
    sys.settrace(step)
    try:
        read(text, NOW, CATALOGUE)
    finally:
        sys.settrace(before)
    return steps, sum(scanned)


class _Counted:
    """A pattern that also notes how many characters each of its searches goes over."""

    def __init__(self, pattern: re.Pattern[str], scanned: list[int]) -> None:
        self._pattern, self._scanned = pattern, scanned

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        found = self._pattern.search(text, start, end)
        self._scanned.append((found.end() if found else min(end, len(text))) - start)
        return found

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        self._scanned.append(len(text))
        return self._pattern.finditer(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


def _count_what_is_scanned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    scanned: list[int] = []
    for module in [one for name, one in sys.modules.items() if name.startswith("handlers.understanding.")]:
        for name, pattern in list(vars(module).items()):
            if isinstance(pattern, re.Pattern):
                monkeypatch.setattr(module, name, _Counted(pattern, scanned))
    return scanned


def test_only_the_beginning_of_a_text_without_end_is_read() -> None:
    assert _read("3 em bị ong đốt. " + "x" * 2 * LONGEST + " 5 em tử vong").answers["pupils_affected"] == 3


def _read(text: str) -> Understood:
    return read(text, NOW, CATALOGUE)
