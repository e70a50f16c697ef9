"""/dulieucuatoi: whoever asks is given what is kept about them, as a file."""

from handlers.turn import Turn
from reports.own_data import KIND
from storage import making
from storage.screens import Screen


def ask(turn: Turn) -> None:
    """The file is made and comes to the account that asked; asked again within a minute it is the same."""
    me = turn.me.person_id
    wish = making.Wish(
        me,
        Screen(turn.t("own-data-file")),
        Screen(turn.t("own-data-failed")),
        channel=turn.event.channel,
        address=turn.event.address,
    )
    key = f"{me}:{turn.lang}:{turn.tx.now:%Y%m%d%H%M}"
    making.ask(turn.tx, KIND, key, {"lang": turn.lang, "person": me}, [wish])
    turn.audit("own_data.export", "done", f"person:{me}")
    turn.say(Screen(turn.t("own-data-coming")))
