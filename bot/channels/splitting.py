"""Long texts in pieces that a messenger takes, cut where a paragraph, a sentence or at least a word ends."""

import locales

_BREAKS = ("\n\n", "\n", ". ", "! ", "? ", "; ", ", ", " ")
_NOTHING_TO_SEE = f" \n{locales.BOLD_ON}{locales.BOLD_OFF}"


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit` UTF-16 units, those that show something; bold goes on in the next piece.

    Numbers and links hold no break, so they stay whole; only one longer than half a piece is cut.
    """
    pieces: list[str] = []
    rest = text
    while units(rest) > limit:
        at = _cut(rest, _fitting(rest, limit))
        piece, rest = rest[:at].rstrip(), rest[at:].lstrip()
        if piece.count(locales.BOLD_ON) > piece.count(locales.BOLD_OFF):
            piece, rest = piece + locales.BOLD_OFF, locales.BOLD_ON + rest
        pieces.append(piece)
    return [piece for piece in [*pieces, rest] if piece.strip(_NOTHING_TO_SEE)]


def units(text: str) -> int:
    """How long a messenger counts the text: in UTF-16 units, without our marks of bold."""
    return sum(map(_size, text))


def _cut(text: str, most: int) -> int:
    """Where to cut: after the last break of the best kind, unless that would waste more than half."""
    for mark in _BREAKS:
        at = text.rfind(mark, most // 2, most)
        while at > 0 and _inside_number(text, at, mark):
            at = text.rfind(mark, most // 2, at)
        if at > 0:
            return at + len(mark)
    return most


def _inside_number(text: str, at: int, mark: str) -> bool:
    """«0903 123 456» and «3 500 000»: a space between two digits is no break."""
    after = at + len(mark)
    return mark == " " and text[at - 1 : at].isdigit() and text[after : after + 1].isdigit()


def _fitting(text: str, limit: int) -> int:
    """How many characters of the beginning have at most `limit` units."""
    room = limit
    for place, char in enumerate(text):
        room -= _size(char)
        if room < 0:
            return place
    return len(text)


def _size(char: str) -> int:
    if char in (locales.BOLD_ON, locales.BOLD_OFF):
        return 0
    return 2 if ord(char) > 0xFFFF else 1
