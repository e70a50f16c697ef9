"""The example of the settings names every setting, and its defaults are true."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.settings import Settings

EXAMPLE = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
WRITTEN = dict(re.findall(r"^(?:# )?BCN_(\w+)=(.*)$", EXAMPLE, flags=re.MULTILINE))


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    assert {name.lower() for name in WRITTEN} == set(Settings.model_fields)


def test_every_setting_is_explained_in_the_line_above() -> None:
    lines = EXAMPLE.splitlines()
    for before, line in pairwise(lines):
        if re.match(r"(# )?BCN_", line):
            assert re.match(r"# \w.{20,}", before), line


def test_the_defaults_in_the_example_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in WRITTEN:
        monkeypatch.delenv(f"BCN_{name}", raising=False)
    (tmp_path / ".env").write_text(re.sub(r"^# (?=BCN_)", "", EXAMPLE, flags=re.MULTILINE), encoding="utf-8")
    assert Settings(_env_file=tmp_path / ".env") == Settings(_env_file=None)
