"""News items as the Department wants them: their kinds, what belongs in one, whose pictures may be shown. Pure."""

import re
from collections.abc import Sequence

from rules.folding import fold
from rules.model import Model
from rules.subjects import ButtonText, Icon, Id
from rules.texts import Text

MOST_PICTURES = 10
LONGEST_TITLE, LONGEST_TEXT, LONGEST_TALK = 150, 8_000, 1_000

# Whether pictures show children: not said yet, they do not, they do and their parents consent, they do without that.
UNSAID, NO_CHILDREN, CONSENTED, WITHOUT_CONSENT = "", "none", "consented", "without"
CHILDREN = (NO_CHILDREN, CONSENTED, WITHOUT_CONSENT)

_A_CAPTION = 120
_WORDS_ALONE = re.compile(r"[^\w\s]+")
_NO_CONSENT = ("chua", "khong dong y", "khong co dong y", "khong duoc dong y", "khong cho")
_CONSENT = ("dong y", "da co", "da xin", "duoc phep", "co roi", "da duoc")
_PUPILS = "hoc sinh|hoc tro|hs|em|tre em|tre|be|chau|ai"
_IN_PICTURES = "(?:o )?(?:trong )?(?:cac |may )?(?:anh|hinh)(?: nay)?"
_NO_PUPILS = re.compile(
    rf"(?:da )?khong(?: (?:co|thay))?(?: (?:{_PUPILS})(?: nao)?(?: {_IN_PICTURES})?)?(?: (?:a|nhe|dau))*"
)


class NewsKind(Model):
    """A kind of news. retired: no longer offered, kept for the items that have it."""

    id: Id
    icon: Icon
    name: Text
    short: ButtonText
    synonyms: tuple[str, ...] = ()
    retired: bool = False


class DeclineReason(Model):
    """Why an item is not taken: `short` on the desk's button, `text` as the unit reads it."""

    id: Id
    short: ButtonText
    text: Text


def placed(title: str, text: str, typed: str) -> tuple[str, str]:
    """(title, text) with what was typed where it belongs: first the title, then the text, then more of the text.

    The first line of several is the title if it is short enough; a long text without such a line is no title.
    """
    typed = typed.strip()
    first, _, rest = typed.partition("\n")
    first = first.strip()
    if not title and len(first) <= LONGEST_TITLE and not (text and rest.strip()):
        return first, text or rest.strip()
    return title, "\n\n".join(part for part in (text, typed) if part)


def missing(title: str, text: str, kind: str, children: str, pictures: int) -> tuple[str, ...]:
    """Of «words», «title», «text», «kind», «children» what an item still needs, in the order in which to ask."""
    words = ("words",) if not title and not text else ("title",) if not title else () if text else ("text",)
    return (
        *words,
        *(() if kind or words == ("words",) else ("kind",)),
        *(("children",) if pictures and children == UNSAID else ()),
    )


def pictures_may_be_shown(children: str) -> bool:
    """Whether the pictures of an item may leave the house: only once it is said that nothing stands against it."""
    return children in (NO_CHILDREN, CONSENTED)


def tells_a_story(caption: str) -> bool:
    """Whether what is written on a picture is rather the item itself than a word about the picture."""
    return "\n" in caption.strip() or len(caption) > _A_CAPTION


def read_children(text: str) -> str | None:
    """What an answer to «are pupils in the pictures, and do their parents consent?» means; None: it is unclear.

    Only what leaves no doubt lets pictures out: «không ai đồng ý», «không rõ», «không hỏi được» are asked about again.
    """
    words = " ".join(_WORDS_ALONE.sub(" ", fold(text)).split())
    if _names(words, _NO_CONSENT):
        return WITHOUT_CONSENT
    if _names(words, _CONSENT):
        return None if _names(words, ("khong",)) else CONSENTED
    return NO_CHILDREN if _NO_PUPILS.fullmatch(words) else None


def _names(words: str, some: Sequence[str]) -> bool:
    return any(f" {one} " in f" {words} " for one in some)


def read_kind(kinds: Sequence[NewsKind], text: str) -> NewsKind | None:
    """The kind that the words name as a whole; None where they name none."""
    typed = fold(text).strip(" .!")
    for kind in kinds:
        names = (kind.name.vi, kind.short.vi, kind.name.of("en"), kind.short.of("en"), *kind.synonyms)
        if not kind.retired and typed in {fold(name) for name in names}:
            return kind
    return None
