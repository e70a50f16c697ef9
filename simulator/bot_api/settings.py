"""The commands that the messenger offers, and the button beside the text field."""

import json
import re

import telegram as tg

from simulator.bot_api.common import known_chat
from simulator.bot_api.errors import bad_request
from simulator.bot_api.parameters import Parameters
from simulator.local import LocalTelegram
from simulator.world import Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMANDS_LIMIT, DESCRIPTION_LIMIT = 100, 256
_SCOPES = frozenset(
    ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
     "chat_member")
)  # fmt: skip


def _key(telegram: LocalTelegram, parameters: Parameters) -> tuple[str, str]:
    scope = parameters.structure("scope", "BotCommandScope JSON object") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" in scope:
        scope = {**scope, "chat_id": known_chat(telegram.world, Parameters(scope)).id}
    return json.dumps(scope, sort_keys=True), parameters.text("language_code")


def set_my_commands(telegram: LocalTelegram, parameters: Parameters) -> bool:
    key = _key(telegram, parameters)
    commands = parameters.structure("commands", "commands JSON object")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not {"command", "description"} <= command.keys():
            raise bad_request("can't parse BotCommand: expected an Object")
        if not _COMMAND.fullmatch(str(command["command"]).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command["description"])) <= DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    read = [tg.BotCommand(str(one["command"]).removeprefix("/"), str(one["description"])) for one in commands]
    telegram.commands[key] = [command.to_dict() for command in read]
    for person in _people_of(telegram, key[0]):
        telegram.world.events.emit("user", person)
    return True


def _people_of(telegram: LocalTelegram, scope: str) -> list[int]:
    """Whose menu a scope may change."""
    chat = json.loads(scope).get("chat_id")
    return [person for person in telegram.world.people if chat in (None, person)]


def commands_of(telegram: LocalTelegram, person: int) -> list[Json]:
    """The menu that this person sees in the private chat: the narrowest scope that has one, in Vietnamese if it has."""
    for scope in ({"chat_id": person, "type": "chat"}, {"type": "all_private_chats"}, {"type": "default"}):
        for language in ("vi", ""):
            if found := telegram.commands.get((json.dumps(scope, sort_keys=True), language)):
                return found
    return []


def get_my_commands(telegram: LocalTelegram, parameters: Parameters) -> list[Json]:
    return telegram.commands.get(_key(telegram, parameters), [])


def delete_my_commands(telegram: LocalTelegram, parameters: Parameters) -> bool:
    telegram.commands.pop(_key(telegram, parameters), None)
    return True


def set_chat_menu_button(telegram: LocalTelegram, parameters: Parameters) -> bool:
    button = parameters.structure("menu_button", "MenuButton JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    chat_id = known_chat(telegram.world, parameters).id if parameters.text("chat_id") else 0
    telegram.menu_buttons[chat_id] = button
    return True


def get_chat_menu_button(telegram: LocalTelegram, parameters: Parameters) -> Json:
    return (
        telegram.menu_buttons.get(parameters.integer("chat_id")) or telegram.menu_buttons.get(0) or {"type": "commands"}
    )


def get_chat(telegram: LocalTelegram, parameters: Parameters) -> Json:
    return known_chat(telegram.world, parameters).tg.to_dict() | {"accent_color_id": 0, "max_reaction_count": 11}
