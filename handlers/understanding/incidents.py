"""Two incidents in one message: where the second begins."""

from handlers.understanding.categories import evidence_in, rated
from handlers.understanding.message import Message

SURE_ENOUGH = 5.0
MOST_TRIED = 5


def second_begins(message: Message) -> int | None:
    """The place in the text where another kind of incident begins («ngoài ra …»); None where there is only one."""
    markers = message.meaning("next_incident")[:MOST_TRIED]
    evidence = list(evidence_in(message)) if markers else []
    for marker in markers:
        earlier = rated(message, [one for one in evidence if one.end <= marker.start])
        later = rated(message, [one for one in evidence if one.start >= marker.end])
        if earlier and later and later.weight >= SURE_ENOUGH and earlier.category != later.category:
            return message.typed.span(*message.place(marker))[0]
    return None
