"""Two incidents in one message: where the second begins."""

from handlers.understanding.categories import read_category
from handlers.understanding.lexicon import Lexicon
from handlers.understanding.message import Message, message_of

SURE_ENOUGH = 5.0


def second_begins(message: Message, lexicon: Lexicon) -> int | None:
    """The place in the text where another kind of incident begins («ngoài ra …»); None where there is only one."""
    first = read_category(message)
    for one in message.meaning("next_incident"):
        cut = message.typed.span(*message.place(one))[0]
        earlier = read_category(message_of(message.text[:cut], lexicon))
        later = read_category(message_of(message.text[cut:], lexicon))
        if first and earlier and later and later.weight >= SURE_ENOUGH and earlier.category != later.category:
            return cut
    return None
