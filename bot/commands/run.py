"""`bcn run`: the service until it is told to stop."""

from bot.commands.common import Stop, settings
from bot.service import CannotStart, run_here


def run() -> None:
    """Raises Stop when it cannot start."""
    given = settings()
    receives = "webhook" if given.telegram_webhook_url else "polling"
    health = f"http://{given.web_host}:{given.web_port}/health"

    def ready() -> None:
        print(f"Báo Cáo Nhanh sẵn sàng ({receives}, {health}). Ctrl-C để dừng.", flush=True)

    try:
        run_here(given, ready)
    except CannotStart as error:
        raise Stop(str(error)) from None
