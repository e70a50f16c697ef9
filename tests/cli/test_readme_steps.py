"""The steps of README, typed one after the other by somebody who has only the program, work."""

import asyncio
import re
import shlex
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from bcn_command import Bcn

from simulator.server import Running

ROOT = Path(__file__).parents[2]


def steps(part: int) -> Iterator[list[str]]:
    """What is to be typed for going live, in one language, as words; without what belongs to make and to the editor."""
    page = (ROOT / "README.md").read_text(encoding="utf-8").split("\n---\n")[part]
    for code in re.findall(r"`([^`\n]+)`", page):
        words = shlex.split(code)
        if words[0] in ("cp", ".venv/bin/bcn") and ".env" not in words:
            yield words


def codes_to_scan(place: Path) -> int:
    [sheet] = place.glob("*.html")
    return sheet.read_text(encoding="utf-8").count("data:image/png")


@pytest.fixture(autouse=True)
def _free_port(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor looks whether the service could listen."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("BCN_WEB_PORT", str(probe.getsockname()[1]))


@pytest.mark.parametrize("part", [0, 1], ids=["vi", "en"])
async def test_every_step_of_readme_works_as_it_is_written(alone: Bcn, place: Path, local: Running, part: int) -> None:
    shutil.copytree(ROOT / "docs" / "samples", place / "docs" / "samples")
    typed = list(steps(part))
    assert len(typed) == 7

    for words in typed:
        if words[0] == "cp":
            shutil.copy(place / words[1], place / words[2])
            continue
        said = await asyncio.to_thread(alone, *words[1:])
        assert said.code == 0, (words, said.out)

    assert codes_to_scan(place) == 14
