"""The messengers as the settings make them."""

import asyncio
from pathlib import Path

import pytest
from parcels import parcel
from running_service import Phones, settings_for

from bot.channels import Unavailable
from bot.messengers import messengers
from simulator.server import Running
from storage.files import FileStore
from storage.screens import Screen

UNHEARD_OF = 60


async def no_pace() -> None:
    """A message of one part."""


@pytest.mark.parametrize("name", ["telegram", "zalo"])
async def test_each_messenger_is_waited_for_as_long_as_its_own_setting_says(
    local: Running, phones: Phones, tmp_path: Path, name: str
):
    other = "zalo" if name == "telegram" else "telegram"
    waits = {f"{name}_timeout": 1, f"{other}_timeout": UNHEARD_OF}
    zalo = {"zalo_token": local.zalo.token, "zalo_api_url": local.zalo_url}
    settings = settings_for("sqlite:///unused.db", local.url, local.token, tmp_path, **zalo, **waits)
    spoken = {one.channel.name: one for one in messengers(settings, FileStore(tmp_path / "files"))}
    await phones.misbehave(messenger=name, methods=["sendMessage"], hang=True)

    async with asyncio.timeout(UNHEARD_OF / 2):
        with pytest.raises(Unavailable):
            await spoken[name].channel.send(parcel(Screen("a")), [], no_pace)

    await phones.misbehave(messenger=name)
    for one in spoken.values():
        await one.close()
