"""A local Telegram of its own for each test, hands for its users, and the clients that speak to it from outside."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import telegram
import zalo_bot
from aiohttp import web
from local_telegram_hands import LAN, MAI, QUAN, TAM, Hands, Hook
from telegram.request import HTTPXRequest

from simulator.server import Running, serve


@pytest.fixture
async def local() -> AsyncIterator[Running]:
    async with serve(strict_limits=False) as running:
        yield running


@pytest.fixture
async def hands(local: Running) -> AsyncIterator[Hands]:
    """Two people: Lan has started the bot, Quân has not."""
    async with aiohttp.ClientSession(local.url) as session:
        hands = Hands(session)
        await hands.post("users", id=LAN, first_name="Lan", last_name="Nguyễn", phone="+84900000011")
        await hands.post("users", id=QUAN, first_name="Quân")
        await hands.act(LAN, "start")
        yield hands


@pytest.fixture
async def bot(local: Running, hands: Hands) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's own client (without TLS, whose certificates take time); Lan's /start is already fetched."""
    asks, polls = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    urls = {"base_url": f"{local.url}/bot", "base_file_url": f"{local.url}/file/bot"}
    async with telegram.Bot(local.token, **urls, request=asks, get_updates_request=polls) as bot:
        updates = await bot.get_updates()
        await bot.get_updates(offset=updates[-1].update_id + 1)
        yield bot


@pytest.fixture
async def zalo_hands(local: Running, hands: Hands) -> Hands:
    """Two more people, on Zalo: Mai has written to the bot, Tâm has not."""
    await hands.post("users", messenger="zalo", id=MAI, first_name="Mai", last_name="Trần")
    await hands.post("users", messenger="zalo", id=TAM, first_name="Tâm")
    await hands.act(MAI, "text", text="Xin chào")
    return hands


@pytest.fixture
async def zalo(local: Running, zalo_hands: Hands) -> AsyncIterator[zalo_bot.Bot]:
    """python-zalo-bot's own client; Mai's first words are already fetched."""
    async with zalo_bot.Bot(local.zalo.token, local.zalo_url) as zalo:
        await zalo.get_update(timeout=0)
        yield zalo


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()
