"""The peer on aiogram: the same dialogue on its FSM with MemoryStorage (nothing survives), on a webhook.

Run: python -m benchmarks.peer_aiogram <bot api address>; prints its port when it listens.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from benchmarks.department import DUTY
from benchmarks.dialogue import QUESTIONS


class Report(StatesGroup):
    asking = State()


def _keyboard(number: int) -> InlineKeyboardMarkup | None:
    options = QUESTIONS[number].options
    if not options:
        return None
    buttons = [InlineKeyboardButton(text=label, callback_data=f"{number}:{label}") for label in options]
    return InlineKeyboardMarkup(inline_keyboard=[buttons[at : at + 2] for at in range(0, len(buttons), 2)])


async def _keep(state: FSMContext, number: int, value: str) -> tuple[int, str]:
    answers = await state.update_data({QUESTIONS[number].name: value})
    told = "\n".join(f"{name}: {said}" for name, said in answers.items())
    after = number + 1
    if after == len(QUESTIONS):
        await state.clear()
        return -1, f"Đã gửi.\n{told}"
    return after, f"{told}\n{QUESTIONS[after].ask}"


async def begin(message: Message, state: FSMContext) -> None:
    await state.clear()
    await state.set_state(Report.asking)
    await message.answer(QUESTIONS[0].ask, reply_markup=_keyboard(0))


async def pressed(query: CallbackQuery, state: FSMContext) -> None:
    number, _, value = str(query.data).partition(":")
    after, text = await _keep(state, int(number), value)
    await query.answer()
    assert isinstance(query.message, Message)
    await query.message.edit_text(text, reply_markup=None if after < 0 else _keyboard(after))
    if after < 0:
        assert query.bot is not None
        await query.bot.send_message(DUTY, text, reply_markup=_keyboard(0))


async def typed(message: Message, state: FSMContext) -> None:
    number = next(at for at, question in enumerate(QUESTIONS) if not question.options)
    after, text = await _keep(state, number, str(message.text))
    await message.answer(text, reply_markup=_keyboard(after))


async def main(api: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    bot = Bot("1:BENCH", session=session)
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.message.register(begin, Command("baocao"))
    dispatcher.message.register(typed, StateFilter(Report.asking))
    dispatcher.callback_query.register(pressed, StateFilter(Report.asking))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, "/webhook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)  # type: ignore[union-attr]
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
