"""What the catalogue holds besides questions and policies: categories, divisions, severities and what raises them."""

import unicodedata
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from rules.conditions import Condition
from rules.model import Duration, Model
from rules.texts import Text

BUTTON_LENGTH = 24
CHECKLIST_LINES = 6
CHECKLIST_LINE_LENGTH = 120

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _at_most(length: int) -> AfterValidator:
    def check(text: Text) -> Text:
        longest = max(text.vi, text.en or "", key=len)
        if len(longest) > length:
            raise ValueError(f"«{longest}» dài {len(longest)} ký tự, nhiều nhất là {length}")
        return text

    return AfterValidator(check)


def _one_emoji(icon: str) -> str:
    symbols = [char for char in icon if unicodedata.category(char) in ("So", "Cn")]
    if not symbols or len(icon) > 8 or any(char.isalnum() or char.isspace() for char in icon):
        raise ValueError(f"icon «{icon}» phải là một biểu tượng (emoji)")
    return icon


def _few_lines(lines: tuple[Text, ...]) -> tuple[Text, ...]:
    if len(lines) > CHECKLIST_LINES:
        raise ValueError(f"checklist có {len(lines)} dòng, nhiều nhất là {CHECKLIST_LINES}")
    return lines


Icon = Annotated[str, AfterValidator(_one_emoji)]
ButtonText = Annotated[Text, _at_most(BUTTON_LENGTH)]
ChecklistLine = Annotated[Text, _at_most(CHECKLIST_LINE_LENGTH)]
Checklist = Annotated[tuple[ChecklistLine, ...], AfterValidator(_few_lines)]


class Category(Model):
    """A kind of incident.

    severity: where the proposal begins; division: the responsible one; tell: whom the unit must inform, ids of the
    options of the question `told`; restricted: only those who must know of such an incident may look at it;
    retired: no longer offered, kept for the incidents that have it.
    """

    id: Id
    icon: Icon
    name: Text
    short: ButtonText
    synonyms: tuple[str, ...] = ()
    severity: int = Field(ge=1, le=4)
    division: str
    tell: tuple[str, ...] = ()
    checklist: Checklist = ()
    restricted: bool = False
    retired: bool = False


class Division(Model):
    id: Id
    name: Text


class Severity(Model):
    """update_every: how often the head owes an update while the incident is open; None: never.

    failover_after: how long a messenger has to take an alert before it goes out on the person's other one as well.
    """

    level: int = Field(ge=1, le=4)
    name: Text
    icon: Icon
    failover_after: Duration = timedelta(minutes=1)
    update_every: Duration | None = None
    final_report_within: Duration | None = None


class Raise(Model):
    """Where `when` holds, the proposed severity is at least `to`."""

    to: int = Field(ge=1, le=4)
    when: Condition
