"""The peer on python-telegram-bot: the same dialogue as a ConversationHandler with its own persistence, on a webhook.

Run: python -m benchmarks.peer_ptb <bot api address> <folder> [each]; prints its port when it listens. Persistence is
written once a second, or with `each` after every update, which is what our service is beside.
"""

import asyncio
import sys
from pathlib import Path

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.department import DUTY
from benchmarks.dialogue import QUESTIONS

Context = ContextTypes.DEFAULT_TYPE


def _keyboard(number: int) -> InlineKeyboardMarkup | None:
    options = QUESTIONS[number].options
    if not options:
        return None
    buttons = [InlineKeyboardButton(label, callback_data=f"{number}:{label}") for label in options]
    return InlineKeyboardMarkup([buttons[at : at + 2] for at in range(0, len(buttons), 2)])


async def begin(update: Update, context: Context) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data.clear()
    await update.message.reply_text(QUESTIONS[0].ask, reply_markup=_keyboard(0))
    return 0


def _keep(context: Context, number: int, value: str) -> tuple[int, str]:
    assert context.user_data is not None
    context.user_data[QUESTIONS[number].name] = value
    told = "\n".join(f"{name}: {said}" for name, said in context.user_data.items())
    after = number + 1
    if after == len(QUESTIONS):
        return ConversationHandler.END, f"Đã gửi.\n{told}"
    return after, f"{told}\n{QUESTIONS[after].ask}"


async def pressed(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    number, _, value = str(query.data).partition(":")
    state, text = _keep(context, int(number), value)
    await query.answer()
    await query.edit_message_text(text, reply_markup=None if state < 0 else _keyboard(state))
    if state < 0:
        await context.bot.send_message(DUTY, text, reply_markup=_keyboard(0))
    return state


async def typed(update: Update, context: Context) -> int:
    assert update.message is not None
    number = next(at for at, question in enumerate(QUESTIONS) if not question.options)
    state, text = _keep(context, number, str(update.message.text))
    await update.message.reply_text(text, reply_markup=_keyboard(state))
    return state


async def main(api: str, folder: Path, each: bool) -> None:
    persistence = PicklePersistence(folder / "conversations.pickle", update_interval=1)
    application = (
        Application.builder()
        .token("1:BENCH")
        .base_url(f"{api}/bot")
        .persistence(persistence)
        .concurrent_updates(False)
        .updater(None)
        .build()
    )
    states: dict[object, list[object]] = {
        at: [
            CallbackQueryHandler(pressed, pattern=f"^{at}:")
            if question.options
            else MessageHandler(filters.TEXT & ~filters.COMMAND, typed)
        ]
        for at, question in enumerate(QUESTIONS)
    }
    application.add_handler(
        ConversationHandler(
            [CommandHandler("baocao", begin)],
            states,  # type: ignore[arg-type]
            [CommandHandler("baocao", begin)],
            persistent=True,
            name="report",
            allow_reentry=True,
        )
    )

    async def webhook(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        if each:
            await application.process_update(update)
            await application.update_persistence()
        else:
            await application.update_queue.put(update)
        return web.Response()

    await application.initialize()
    await application.start()
    app = web.Application()
    app.router.add_post("/webhook", webhook)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)  # type: ignore[union-attr]
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), "each" in sys.argv))
