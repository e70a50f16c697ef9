"""Takes docs/phones.png anew, where the alert has risen to the next phone: python tests/browser/take_screenshot.py."""

import shutil
import tempfile
from pathlib import Path

from conftest import ARGUMENTS
from demo_process import CHIEF, Demo
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "phones.png"
WIDTH, HEIGHT, SCALE = 1480, 1000, 0.78
UNTIL_IT_IS_CALM = 2200


def main() -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    demo = Demo(Path(tempfile.mkdtemp())).joined()
    try:
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS)).new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, locale="vi-VN"
            )
            page.goto(demo.url)
            page.get_by_test_id("scenario-menu").click()
            page.get_by_test_id("play-main").click()
            page.get_by_test_id(f"phone-{CHIEF}").locator(".inline", has_text="Tiếp nhận").wait_for(timeout=120_000)
            page.wait_for_timeout(UNTIL_IT_IS_CALM)
            page.screenshot(path=PICTURE)
    finally:
        demo.stop()
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
