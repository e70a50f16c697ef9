"""`bcn demo`: the service beside a local Telegram and Zalo, with sample people and stories; new at each start."""

import asyncio
import contextlib
import gc
import json
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from bot.settings import Settings

HOST = "127.0.0.1"
TOKEN = "1000001:SIMULATED"  # noqa: S105 - the made-up bot of the local Telegram
ZALO_TOKEN = "2000002:SIMULATED"  # noqa: S105 - and that of the local Zalo
_PATIENCE_AT_STOP = 5.0
_FIRST_ANSWER = 30

_READY = """\
Báo Cáo Nhanh: bản chạy thử trên máy này. Đơn vị, cán bộ đều là mẫu; không có gì được gửi ra ngoài.

    {url}

Mở địa chỉ trên bằng trình duyệt rồi bấm «Kịch bản mẫu». Ctrl-C để dừng; lần sau mọi thứ lại mới từ đầu.
Open the address in a browser and press «Kịch bản mẫu». Ctrl-C stops everything; the next start is fresh.
"""
_STOPPED = "Đã dừng bản chạy thử."
_PORT_TAKEN = (
    "Cổng {port} đang được chương trình khác dùng. Xin tắt chương trình đó (có thể là một bản chạy thử khác), "
    "hoặc chọn cổng khác: .venv/bin/bcn demo --port {other}"
)
_TELEGRAM_ENDED = "Telegram thử đã dừng bất ngờ nên bản chạy thử dừng theo."


def run_demo(port: int = 8081) -> None:
    """Until Ctrl-C or SIGTERM. Leaves by SystemExit with a sentence when it cannot start (the port is taken)."""
    _ask_for(port)
    with contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="bao-cao-nhanh-") as folder:
        asyncio.run(_demo(port, Path(folder)))
        print(f"\n{_STOPPED}", flush=True)
    # What the libraries have built is not worth a last look for garbage, which takes longer than the stop itself.
    gc.freeze()


def _ask_for(port: int) -> None:
    """Raises SystemExit when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SystemExit(_PORT_TAKEN.format(port=port, other=port + 10)) from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


async def _demo(port: int, folder: Path) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # Thousands of types are built while the libraries load; looking for garbage among them costs a fifth of that time.
    gc.disable()
    async with _local_telegram(port, folder) as telegram:
        # Not at the top: the local Telegram is to start while these load.
        from bot import logs
        from bot.demo import people, reports
        from storage import migrate
        from storage.database import Database

        logs.set_up("warning")
        url = f"sqlite:///{folder / 'demo.db'}"
        migrate.upgrade(url)
        with contextlib.closing(Database(url)) as database:
            invitations = database.transact(people.register)
            database.transact(reports.begin)
        address = await _address(telegram)
        async with aiohttp.ClientSession(address) as session:
            await _hand_out_phones(session, invitations)
            if not stop.is_set():
                await _serve(session, _settings(folder, url, address), telegram, stop, invitations)


async def _serve(
    session: aiohttp.ClientSession,
    settings: "Settings",
    telegram: asyncio.subprocess.Process,
    stop: asyncio.Event,
    invitations: dict[int | str, str],
) -> None:
    """The service until `stop` is set, or until the local Telegram has ended."""
    from bot import service

    def ready() -> None:
        joining.append(asyncio.create_task(_let_people_join(session, invitations)))
        print(_READY.format(url=settings.telegram_api_url), flush=True)

    joining: list[asyncio.Task[None]] = []
    running = asyncio.create_task(service.run(settings, stop=stop, ready=ready))
    ended = asyncio.create_task(telegram.wait())
    await asyncio.wait({running, ended}, return_when=asyncio.FIRST_COMPLETED)
    lost = ended.done()
    stop.set()
    for task in (ended, *joining):
        task.cancel()
    try:
        await running
    except service.CannotStart as error:
        raise SystemExit(str(error)) from None
    if lost:
        raise SystemExit(_TELEGRAM_ENDED)


@contextlib.asynccontextmanager
async def _local_telegram(port: int, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process with a session of its own, so that Ctrl-C reaches us alone and we end it after the service.

    It ends when its standard input closes, hence with us even if we are killed.
    """
    options = ("--port", str(port), "--token", TOKEN, "--zalo-token", ZALO_TOKEN, "--until-stdin-closes")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "simulator",
        *options,
        "--data-dir",
        str(folder / "telegram"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE_AT_STOP)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _address(telegram: asyncio.subprocess.Process) -> str:
    assert telegram.stdout is not None
    line = await telegram.stdout.readline()
    if not line:
        raise SystemExit(_TELEGRAM_ENDED)
    return str(json.loads(line)["ready"])


def _settings(folder: Path, database_url: str, telegram_url: str) -> "Settings":
    """Nothing of the settings by which the real service may run on this machine."""
    from bot.settings import Settings, load_settings

    own_port = _free_port()
    plain = {name: field.default for name, field in Settings.model_fields.items()}
    ours = {
        "data_dir": folder / "data",
        "database_url": database_url,
        "telegram_token": TOKEN,
        "telegram_api_url": telegram_url,
        "zalo_token": ZALO_TOKEN,
        "zalo_api_url": f"{telegram_url}/zalo",
        "web_port": own_port,
        "public_url": f"http://{HOST}:{own_port}",
        "log_level": "warning",
        "demo_clock_url": f"{telegram_url}/control/clock",
    }
    return load_settings(_env_file=None, **{**plain, **ours})


async def _hand_out_phones(session: aiohttp.ClientSession, invitations: dict[int | str, str]) -> None:
    from bot.demo import people, stories

    for one in people.EVERYBODY:
        phone = {"id": one.user, "first_name": one.name, "title": one.title, "color": one.color, "phone": one.phone}
        await _post(session, "users", phone)
        if one.zalo:
            await _post(session, "users", {**phone, "messenger": "zalo", "id": one.zalo_user})
    for story in stories.stories(invitations):
        await _post(session, "scenarios", story)


async def _let_people_join(session: aiohttp.ClientSession, invitations: dict[int | str, str]) -> None:
    """Each opens the link of an invitation, or types its code on Zalo; then the start is over."""
    from bot.demo import people

    on_zalo: list[int | str] = [one.zalo_user for one in people.EVERYBODY if one.zalo]
    for user in on_zalo:
        await _post(session, f"users/{user}/text", {"text": invitations[user]})
    await _see_welcomes(session, on_zalo)
    joining: list[int | str] = [one.user for one in people.EVERYBODY if one.joins]
    for user in joining:
        await _post(session, f"users/{user}/start", {"payload": invitations[user]})
    await _see_welcomes(session, joining)
    gc.enable()


async def _see_welcomes(session: aiohttp.ClientSession, users: list[int | str]) -> None:
    for user in users:
        await _post(session, "wait", {"user": user, "timeout": _FIRST_ANSWER})
        await _post(session, f"users/{user}/read", {})


async def _post(session: aiohttp.ClientSession, path: str, body: dict[str, Any]) -> None:
    async with session.post(f"/control/{path}", json=body) as answer:
        if answer.status != 200:
            raise RuntimeError(f"/control/{path}: {await answer.text()}")
