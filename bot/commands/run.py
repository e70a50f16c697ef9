"""`bcn run`: the service until it is told to stop."""

import gc

from bot.commands.common import Stop, settings
from bot.service import CannotStart, run_here


def run() -> None:
    """Raises Stop when it cannot start."""
    given = settings()
    messengers = {
        "Telegram": (given.telegram_token, given.telegram_webhook_url),
        "Zalo": (given.zalo_token, given.zalo_webhook_url),
    }
    listens = ", ".join(
        f"{name} {'webhook' if webhook else 'polling'}" for name, (token, webhook) in messengers.items() if token
    )
    health = f"http://{given.web_host}:{given.web_port}/health"

    def ready() -> None:
        print(f"Báo Cáo Nhanh sẵn sàng ({listens}, {health}). Ctrl-C để dừng.", flush=True)

    try:
        run_here(given, ready)
    except CannotStart as error:
        raise Stop(str(error)) from None
    finally:
        # What the libraries have built is not worth a last look for garbage, which takes longer than the stop itself.
        gc.freeze()
