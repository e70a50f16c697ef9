"""One demo for all tests of this folder, and Debian's Chromium in front of its phones page."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from demo_process import Demo

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
LONGEST_WAIT = 90_000
HERE = Path(__file__).parent

Opener = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them on one worker: they share the demo, and its clock."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Everybody of the sample has joined and been welcomed."""
    demo = Demo(tmp_path_factory.mktemp("demo"))
    try:
        yield demo.joined()
    finally:
        assert demo.stop() == 0, demo.printed


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """For one module only: while it is open, no test of this thread can run an event loop of its own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("Chromium is not installed, so the phones page is not tested: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, demo: Demo) -> Iterator[Opener]:
    """Opens the phones page: open_page(query="", width=1440, height=900). Whatever it complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(query: str = "", width: int = 1440, height: int = 900) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        context.set_default_timeout(LONGEST_WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{demo.url}/{query}")
        page.locator(".phone .msg").first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
