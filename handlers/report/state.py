"""A report that is being made, as the engine sees it: the draft, the place of the conversation, what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Mode = Literal["unit", "offer", "guided", "need", "edit", "card", "fields"]
ASKING = ("guided", "need", "edit")
DOORS = ("unit", "offer")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the conversation stands. `leaving`: «Huỷ báo cáo này?» is asked.

    page: which of a question's buttons are shown: the hours of a day ("0" today, "1" yesterday), or of a choice only
    those that the words may have meant ("injury+traffic").
    """

    mode: Mode = "card"
    question: str = ""
    page: str = ""
    leaving: bool = False

    def written(self) -> str:
        """For the column `asking` of a draft: «guided:what::»."""
        return ":".join((self.mode, self.question, self.page, "leaving" if self.leaving else ""))


def place_from(written: str | None) -> Place:
    """The place that `written` told; the card where a draft has none."""
    mode, question, page, leaving = (written or "card:::").split(":")
    return Place(mode, question, page, bool(leaving))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class State:
    """A draft. answers: as rules.form defines them.

    skipped: questions passed over, doubts that are settled, and «?<question>» for an answer that was read out of words
    without being sure of it.
    """

    unit_id: int
    answers: Mapping[str, Any]
    skipped: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)

    def at(self, place: Place) -> "State":
        return replace(self, place=place)

    def with_answer(self, question_id: str, value: Any) -> "State":
        return replace(self.sure_of(question_id), answers={**self.answers, question_id: value})

    def without_answer(self, question_id: str) -> "State":
        kept = {name: value for name, value in self.answers.items() if name != question_id}
        return replace(self.sure_of(question_id), answers=kept)

    def sure_of(self, question_id: str) -> "State":
        mark = f"?{question_id}"
        return replace(self, skipped=tuple(one for one in self.skipped if one != mark))

    def unsure_of(self, question_id: str) -> "State":
        return self.passed_over(f"?{question_id}")

    def is_unsure(self, question_id: str) -> bool:
        return f"?{question_id}" in self.skipped

    @property
    def sure_answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.answers.items() if not self.is_unsure(name)}

    def passed_over(self, name: str) -> "State":
        return self if name in self.skipped else replace(self, skipped=(*self.skipped, name))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows besides the new state.

    notice: key and arguments of a sentence above the screen. personal: codes of rules.personal for what was typed.
    act: "send" or "cancel" the draft, or "drop_files". took: the question that the typed words answered, so that an
    edit of the message can correct it; added: how many characters of them now end the field `what`. forged: no button
    of ours.
    """

    notice: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    act: Literal["", "send", "cancel", "drop_files"] = ""
    took: str = ""
    added: int = 0
    forged: bool = False


Step = tuple[State, Outcome]
NOTHING = Outcome()
FORGED = Outcome(forged=True)
