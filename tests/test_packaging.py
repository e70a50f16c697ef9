"""What is installed is whole: every package, and every file beside the code that it reads."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
NOT_INSTALLED = ("tests", "benchmarks")


def test_every_package_is_installed() -> None:
    found = {
        ".".join(init.parent.relative_to(ROOT).parts)
        for init in ROOT.glob("[a-z]*/**/__init__.py")
        if init.relative_to(ROOT).parts[0] not in NOT_INSTALLED
    }
    assert set(SETTINGS["packages"]) == found


def test_every_file_that_the_code_reads_is_installed() -> None:
    packages = [ROOT.joinpath(*name.split(".")) for name in SETTINGS["packages"]]
    taken = {
        file
        for name, patterns in SETTINGS["package-data"].items()
        for pattern in patterns
        for file in ROOT.joinpath(*name.split(".")).glob(pattern)
    }
    left = {
        file.relative_to(ROOT).as_posix()
        for package in packages
        for file in package.rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc") and file not in taken
    }
    assert left == set()
