"""Every sentence a person reads, in Fluent files: one folder a language, one file a subject. Imports nothing of ours.

`text(lang, key, **args)` is the one way to a sentence. Markup in a sentence is limited to <b>…</b>; it comes out as the
private-use characters BOLD_ON and BOLD_OFF, which no user's text can hold (rules.folding.clean removes them) and which
the channels turn into what their messenger understands. So nothing a person types can ever become markup.
"""

import functools
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

BOLD_ON = "\ue000"
BOLD_OFF = "\ue001"
FALLBACK = "vi"
_FOLDER = Path(__file__).parent
_LONGEST_PART = 2_000
_FIRST_MARK = 0xE100


class MissingText(KeyError):
    """No language has this sentence: a mistake of ours, never of the person's."""


@functools.cache
def _bundle(lang: str) -> FluentBundle:
    bundle = FluentBundle([lang], use_isolating=False)
    for file in sorted((_FOLDER / lang).glob("*.ftl")):
        marked = file.read_text(encoding="utf-8").replace("<b>", BOLD_ON).replace("</b>", BOLD_OFF)
        bundle.add_resource(FluentResource(marked))
    return bundle


def languages() -> tuple[str, ...]:
    """The languages that have a folder: ("en", "vi")."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if (folder / "common.ftl").exists()))


@functools.lru_cache(maxsize=4096)
def _plain(lang: str, key: str) -> str | None:
    """A sentence without arguments, remembered: most buttons and labels."""
    bundle = _bundle(lang)
    if not bundle.has_message(key):
        return None
    value, errors = bundle.format_pattern(_pattern(bundle, key), {})
    return None if errors else str(value)


def _pattern(bundle: FluentBundle, key: str) -> Any:
    value = bundle.get_message(key).value
    if value is None:
        raise MissingText(key)
    return value


def text(lang: str, key: str, **args: Any) -> str:
    """The sentence `key` in `lang`, or in Vietnamese where that language lacks it; raises MissingText."""
    short, long = _marked(args)
    for language in (lang, FALLBACK):
        if not args and (plain := _plain(language, key)) is not None:
            return plain
        bundle = _bundle(language)
        if bundle.has_message(key):
            value, errors = bundle.format_pattern(_pattern(bundle, key), short)
            if errors:
                raise MissingText(f"{key} ({language}): {errors[0]}")
            said = str(value)
            for mark, part in long.items():
                said = said.replace(mark, part)
            return said
    raise MissingText(key)


def _marked(args: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The arguments with private-use marks for long texts, and what each mark stands for: Fluent refuses 2,500."""
    long: dict[str, str] = {}
    short = dict(args)
    for name, value in args.items():
        if isinstance(value, str) and len(value) > _LONGEST_PART:
            short[name] = chr(_FIRST_MARK + len(long))
            long[short[name]] = value
    return short, long


def keys(lang: str) -> frozenset[str]:
    """Every key that the language has, for the check that none is missing in the other."""
    return frozenset(_bundle(lang)._messages)
