"""python -m simulator: the local Telegram and the local Zalo until they are interrupted."""

import argparse
import asyncio
import contextlib
import json
import signal
import sys
from pathlib import Path

from simulator.server import TOKEN, USERNAME, ZALO_TOKEN, serve


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m simulator", description="A Telegram and a Zalo of your own on this machine."
    )
    parser.add_argument("--port", type=int, default=8081, help="0 picks a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--username", default=USERNAME)
    parser.add_argument("--zalo-token", default=ZALO_TOKEN)
    parser.add_argument("--limits", choices=("strict", "off"), default="strict", help="the limits of sending")
    parser.add_argument("--data-dir", type=Path, help="where files are kept; a temporary folder by default")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="ends with whoever started it, however that one ended"
    )
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, ended.set)
    if options.until_stdin_closes:
        loop.add_reader(sys.stdin.fileno(), ended.set)
    strict = options.limits == "strict"
    async with serve(
        options.port, options.token, options.username, strict, options.data_dir, options.zalo_token
    ) as running:
        print(json.dumps({"ready": running.url}), flush=True)
        await ended.wait()


def main() -> None:
    options = _options()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            _loop_runner(options)
    except OSError as problem:
        raise SystemExit(f"Cannot listen on 127.0.0.1:{options.port}: {problem.strerror}.") from None


def _loop_runner(options: argparse.Namespace) -> None:
    try:
        import uvloop
    except ImportError:
        asyncio.run(_run(options))
    else:
        uvloop.run(_run(options))


if __name__ == "__main__":
    main()
