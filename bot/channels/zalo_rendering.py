"""A screen as Zalo shows it: plain text, a list with numbers instead of buttons, pictures by address."""

import locales
from bot.channels.splitting import split
from handlers import choosing
from storage.screens import Screen

TEXT_LIMIT = 2000
CAPTION_LIMIT = 1000


def texts(screen: Screen, lang: str) -> list[str]:
    """The text with its list of choices, in pieces that Zalo takes; the list stays together where it can."""
    told = plain(screen.text).strip()
    choices = list_of_choices(screen, lang)
    place = map_link(screen)
    together = "\n\n".join(part for part in (told, place, choices) if part)
    pieces = split(together, TEXT_LIMIT)
    if len(pieces) > 1 and choices:
        return [*split("\n\n".join(part for part in (told, place) if part), TEXT_LIMIT), *split(choices, TEXT_LIMIT)]
    return pieces


def list_of_choices(screen: Screen, lang: str) -> str:
    """«1. …» lines; words to type where a number is an answer itself; links as they are; "" without choices."""
    offer = choosing.offer_of(screen, lang)
    if offer is None:
        return ""
    links = [f"{option.label}: {option.url}" for option in offer.options if option.url]
    if not offer.numbered:
        typed = ", ".join(f"«{label}»" for label in choosing.by_words(offer))
        return "\n".join([*links, *([locales.text(lang, "choose-by-words", words=typed)] if typed else [])])
    lines = [locales.text(lang, "choose-type-number")]
    lines += [f"{number}. {option.label}" for number, option in choosing.numbered(offer)]
    if choosing.has_more(offer):
        lines.append(f"{choosing.AT_ONCE}. {locales.text(lang, 'choose-see-more')}")
    return "\n".join([*links, *lines])


def map_link(screen: Screen) -> str:
    if screen.location is None:
        return ""
    latitude, longitude = screen.location
    return f"https://www.google.com/maps?q={latitude:.6f},{longitude:.6f}"


def plain(text: str) -> str:
    """Zalo knows no bold: our own marks go, everything a person wrote stays literal."""
    return text.replace(locales.BOLD_ON, "").replace(locales.BOLD_OFF, "")
