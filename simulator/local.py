"""The local Telegram as one thing: its people, its queue, its rules and what it does wrong."""

from pathlib import Path

from simulator.acts import Acts
from simulator.bot_api.limits import Limits
from simulator.misbehaviour import Misbehaviour
from simulator.updates import Updates
from simulator.webhook import Webhook
from simulator.world import Json, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class LocalTelegram:
    """Everything both APIs share."""

    name = "telegram"

    def __init__(self, data_dir: Path, token: str, username: str, strict: bool) -> None:
        self.token = token
        self.world = World(data_dir, token, username)
        self.log = self.world.calls
        self.updates = Updates(self.world.clock)
        self.webhook = Webhook(self.updates, SECRET_HEADER)
        self.limits = Limits(enabled=strict)
        self.strict = strict
        self.acts = Acts(self.world, self.updates)
        self.misbehaviour = Misbehaviour()
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.polls = 0

    async def reset(self) -> None:
        self.misbehave(Misbehaviour())
        self.polls += 1
        await self.webhook.stop()
        self.updates.forget()
        self.limits = Limits(enabled=self.strict)
        self.commands.clear()
        self.menu_buttons.clear()
        self.world.reset()

    def misbehave(self, rule: Misbehaviour) -> None:
        self.misbehaviour = rule
        self.updates.duplicates = rule.duplicate_updates
        self.webhook.shuffle = rule.shuffle_updates
