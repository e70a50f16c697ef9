"""The local Zalo as one thing: its people, its queue, its rules and what it does wrong."""

from simulator.bot_api.limits import Limits
from simulator.misbehaviour import Misbehaviour
from simulator.webhook import Webhook
from simulator.world import World
from simulator.zalo_api.acts import Acts
from simulator.zalo_api.people import People
from simulator.zalo_api.updates import Updates

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class LocalZalo:
    """What belongs to Zalo only; the clock, the events, the files and the log of calls are those of `world`.

    url: the address of this server, with no slash at its end, known once it listens; pictures are downloaded there.
    """

    name = "zalo"

    def __init__(self, world: World, token: str, strict: bool) -> None:
        self.token = token
        self.clock, self.events, self.files, self.log = world.clock, world.events, world.files, world.calls
        self.people = People(self.clock, self.events)
        self.updates = Updates(self.clock)
        self.webhook = Webhook(self.updates, SECRET_HEADER)
        self.webhook_changed = 0
        self.limits = Limits(enabled=strict)
        self.strict = strict
        self.misbehaviour = Misbehaviour()
        self.polls = 0
        self.url = ""
        self.acts = Acts(self.people, self.files, self.updates, lambda: self.url)

    async def reset(self) -> None:
        self.misbehave(Misbehaviour())
        self.polls += 1
        await self.webhook.stop()
        self.webhook_changed = 0
        self.updates.wake()
        self.updates.forget()
        self.limits = Limits(enabled=self.strict)
        self.people.forget()

    def misbehave(self, rule: Misbehaviour) -> None:
        self.misbehaviour = rule
        self.updates.duplicates = rule.duplicate_updates
        self.webhook.shuffle = rule.shuffle_updates
