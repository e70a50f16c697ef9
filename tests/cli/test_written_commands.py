"""Every command that README and the guides tell people to type exists, with its options."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TYPED = re.compile(r"(?<!User=)\bbcn ((?:[a-z]+\b ?)*)([^`#\n]*)")


def typed() -> Iterator[tuple[str, str, str]]:
    """(page, words, the rest of the line) of each command in code."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for code in re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL):
            for words, rest in TYPED.findall(code):
                yield page.name, words.strip(), rest


COMMANDS = sorted(set(typed()))


def test_there_are_commands_in_the_guides() -> None:
    assert {"README.md", "operators.md", "administrators.md"} <= {page for page, _, _ in COMMANDS}


@pytest.mark.parametrize(("page", "words", "rest"), COMMANDS)
def test_a_command_in_the_guides_exists(page: str, words: str, rest: str) -> None:
    command = typer.main.get_command(app)
    for word in words.split():
        inner = getattr(command, "commands", None)
        if inner is None:
            break
        assert word in inner, f"{page}: bcn {words}"
        command = inner[word]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{page}: bcn {words} {rest}"
