"""Both local messengers side by side: a user's id tells which one he is on."""

from dataclasses import dataclass

from simulator import acts, phone_view
from simulator.bot_api.settings import commands_of
from simulator.local import LocalTelegram
from simulator.world import Chat, Json, Message, Mistake
from simulator.zalo_api import acts as zalo_acts
from simulator.zalo_api import people as zalo_people
from simulator.zalo_api import views as zalo_views
from simulator.zalo_api.local import LocalZalo

UserId = int | str


@dataclass(frozen=True, slots=True)
class Messengers:
    """A whole number is a user of Telegram, a string one of Zalo. What is not there raises Mistake with a sentence."""

    telegram: LocalTelegram
    zalo: LocalZalo

    def named(self, name: str) -> LocalTelegram | LocalZalo:
        for one in (self.telegram, self.zalo):
            if one.name == name:
                return one
        raise Mistake("«messenger» is telegram or zalo.")

    async def reset(self) -> None:
        await self.zalo.reset()
        await self.telegram.reset()

    def users(self) -> list[Json]:
        world, people = self.telegram.world, self.zalo.people
        return [
            *(phone_view.user_view(one, world.chats[one.id]) for one in world.people.values()),
            *(zalo_views.user_view(one, people.chats[one.id]) for one in people.people.values()),
        ]

    def add_user(self, body: Json) -> Json:
        if self.named(body.get("messenger", "telegram")) is self.zalo:
            someone = self.zalo.people.add_person(body)
            return zalo_views.user_view(someone, self.zalo.people.chats[someone.id])
        person = self.telegram.world.add_person(body)
        return phone_view.user_view(person, self.telegram.world.chats[person.id])

    def do(self, user_id: UserId, act: str, body: Json) -> Json:
        if isinstance(user_id, str):
            return self.zalo.acts.do(user_id, act, body)
        return self.telegram.acts.do(user_id, act, body)

    def chat(self, user_id: UserId) -> Chat | zalo_people.Chat:
        found: Chat | zalo_people.Chat | None
        if isinstance(user_id, str):
            found = self.zalo.people.chats.get(user_id)
        else:
            found = self.telegram.world.chats.get(user_id)
        if found is None:
            raise Mistake(f"Không có người dùng {user_id}.")
        return found

    def chat_view(self, user_id: UserId) -> Json:
        chat = self.chat(user_id)
        if isinstance(chat, Chat):
            return phone_view.chat_view(chat) | {"commands": commands_of(self.telegram, chat.id)}
        return zalo_views.chat_view(chat)

    def full_name(self, user_id: UserId) -> str:
        if isinstance(user_id, str):
            return self.zalo.people.person(user_id).full_name
        return self.telegram.world.person(user_id).full_name


def message_view(message: Message | zalo_people.Message) -> Json:
    return phone_view.message_view(message) if isinstance(message, Message) else zalo_views.message_view(message)


def holds(message: Message | zalo_people.Message, contains: str | None, button: str | None) -> bool:
    """Whether the message shows this text and this button; on Zalo a line of a numbered list."""
    if isinstance(message, Message):
        return phone_view.holds(message, contains, button)
    return zalo_acts.holds(message, contains, button)


def labels_of(chat: Chat | zalo_people.Chat) -> list[str]:
    """The labels of the keyboard now shown."""
    return acts.labels_of(chat) if isinstance(chat, Chat) else []
