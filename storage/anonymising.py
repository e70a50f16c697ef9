"""What is taken out of a record whose time is over: words, names, phones, files. Codes, numbers and times stay."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from rules.campaigns import Definition
from rules.form import Question
from rules.retention import Kind, kept_answers, kept_data
from storage import audit, due
from storage.database import Tx, table
from storage.due import Urgency
from storage.tables.campaigns import Period, Task
from storage.tables.conversations import Conversation, Draft
from storage.tables.digests import DigestPlan
from storage.tables.incidents import Attachment, Incident, TimelineEntry
from storage.tables.makings import Making
from storage.tables.media import Statement, StatementGiven
from storage.tables.messaging import OfferedList, Posted, UpdateHeld
from storage.tables.news import NewsItem, NewsTalk
from storage.tables.notices import Notice
from storage.tables.press import PressContact, Spokesperson
from storage.tables.registry import Account, Person
from storage.tables.retention import GoneFile

FILES_DUE = "gone_files"
NOBODY = "—"

_incident, _entry, _file = table(Incident), table(TimelineEntry), table(Attachment)
_draft, _task, _period = table(Draft), table(Task), table(Period)
_statement, _given = table(Statement), table(StatementGiven)
_news, _talk, _notice, _contact = table(NewsItem), table(NewsTalk), table(Notice), table(PressContact)
_person, _account, _speaker = table(Person), table(Account), table(Spokesperson)
_posted, _offered, _gone, _making = table(Posted), table(OfferedList), table(GoneFile), table(Making)

Form = Sequence[Question]


def anonymise(tx: Tx, kind: Kind, ids: Sequence[int], form: Form) -> None:
    """Takes the content out of these records, once. form: the questions of the rapid report."""
    if not ids:
        return
    _ACTS[kind](tx, ids, form)
    audit.note(tx, "retention.anonymise", "done", subject=kind, count=len(ids), first=min(ids), last=max(ids))


def forget_talk(tx: Tx, before: datetime) -> None:
    """What people were in the middle of, and what could not be handled, so long ago that nobody goes on with it."""
    tx.execute(delete(table(Conversation)).where(table(Conversation).c.updated_at < before))
    tx.execute(delete(_offered).where(_offered.c.at < before))
    tx.execute(delete(table(UpdateHeld)).where(table(UpdateHeld).c.at < before))


def forget_made(tx: Tx, before: datetime, limit: int) -> int:
    """Files that were made here (sheets, charts, documents) and that nobody is to be given any more; how many."""
    wanted = exists().where(_making.c.attachment_id == _file.c.id)
    made = select(_file.c.id, _file.c.sha256).where(_file.c.draft_id.is_(None), _file.c.created_at < before, ~wanted)
    found = tx.rows(made.order_by(_file.c.id).limit(limit))
    tx.execute(delete(_file).where(_file.c.id.in_([row.id for row in found])))
    _off_the_disk(tx, {row.sha256 for row in found if row.sha256})
    return len(found)


def gone_files(tx: Tx, limit: int) -> list[str]:
    """Files that may be taken off the disk, the oldest first."""
    return [row.sha256 for row in tx.rows(select(_gone.c.sha256).order_by(_gone.c.at, _gone.c.sha256).limit(limit))]


def is_wanted(tx: Tx, sha256: str) -> bool:
    """Whether any record refers to the file."""
    return tx.row(select(_file.c.id).where(_file.c.sha256 == sha256).limit(1)) is not None


def file_settled(tx: Tx, sha256: str) -> None:
    """Nothing more is to be done about it."""
    tx.delete(GoneFile, sha256=sha256)


def _incidents(tx: Tx, ids: Sequence[int], form: Form) -> None:
    found = tx.rows(select(_incident.c.id, _incident.c.draft_id, _incident.c.answers).where(_incident.c.id.in_(ids)))
    for row in found:
        tx.change(
            Incident,
            {"id": row.id},
            answers=kept_answers(form, row.answers),
            search_text="",
            anonymised_at=tx.now,
        )
    entries = select(_entry.c.id, _entry.c.data).where(_entry.c.incident_id.in_(ids))
    for row in tx.rows(entries):
        tx.change(TimelineEntry, {"id": row.id}, text="", data=kept_data(row.data))
    tx.execute(update(_statement).where(_statement.c.incident_id.in_(ids)).values(text=""))
    tx.execute(update(_given).where(_given.c.incident_id.in_(ids)).values(given_to="", links=[]))
    _empty_drafts(tx, [row.draft_id for row in found], form)


def _empty_drafts(tx: Tx, ids: Sequence[int], form: Form) -> None:
    for row in tx.rows(select(_draft.c.id, _draft.c.answers).where(_draft.c.id.in_(ids))):
        tx.change(Draft, {"id": row.id}, answers=kept_answers(form, row.answers), skipped=[], anonymised_at=tx.now)
    files = tx.rows(select(_file.c.id, _file.c.sha256).where(_file.c.draft_id.in_(ids)))
    for row in files:
        nothing = {"file_ref": "", "unique_ref": f"gone-{row.id}", "name": "", "mime": "", "album": "", "caption": ""}
        tx.change(Attachment, {"id": row.id}, sha256=None, status="failed", **nothing)
    _off_the_disk(tx, {row.sha256 for row in files if row.sha256})


def _off_the_disk(tx: Tx, files: set[str]) -> None:
    for sha256 in sorted(files):
        if not is_wanted(tx, sha256):
            tx.upsert(GoneFile, ("sha256",), sha256=sha256, at=tx.now)
            due.arm(tx, FILES_DUE, 0, tx.now, Urgency.UPKEEP)


def _submissions(tx: Tx, ids: Sequence[int], form: Form) -> None:
    found = (
        select(_task.c.id, _task.c.draft_id, _task.c.answers, _period.c.definition)
        .join(_period, _period.c.id == _task.c.period_id)
        .where(_task.c.id.in_(ids))
    )
    forms: dict[str, Form] = {}
    for row in tx.rows(found):
        questions = forms.setdefault(str(row.definition), Definition.model_validate(row.definition).form)
        answers = kept_answers(questions, row.answers)
        tx.change(Task, {"id": row.id}, answers=answers, reason="", anonymised_at=tx.now)
        if row.draft_id is not None:
            _empty_drafts(tx, [row.draft_id], questions)


def _news_items(tx: Tx, ids: Sequence[int], form: Form) -> None:
    drafts = [row.draft_id for row in tx.rows(select(_news.c.draft_id).where(_news.c.id.in_(ids)))]
    tx.execute(update(_news).where(_news.c.id.in_(ids)).values(title="", text="", reason="", anonymised_at=tx.now))
    tx.execute(update(_talk).where(_talk.c.item_id.in_(ids)).values(text=""))
    _empty_drafts(tx, drafts, form)


def _notices(tx: Tx, ids: Sequence[int], form: Form) -> None:
    drafts = [row.draft_id for row in tx.rows(select(_notice.c.draft_id).where(_notice.c.id.in_(ids)))]
    tx.execute(update(_notice).where(_notice.c.id.in_(ids)).values(text="", anonymised_at=tx.now))
    _empty_drafts(tx, drafts, form)


def _contacts(tx: Tx, ids: Sequence[int], _form: Form) -> None:
    nothing = {"text": "", "reporter": "", "phone": "", "question": "", "answer": "", "answered_by": "", "links": []}
    tx.execute(update(_contact).where(_contact.c.id.in_(ids)).values(anonymised_at=tx.now, **nothing))


def _people(tx: Tx, ids: Sequence[int], _form: Form) -> None:
    tx.execute(
        update(_person).where(_person.c.id.in_(ids)).values(name=NOBODY, phone=None, active=False, anonymised_at=tx.now)
    )
    accounts = tx.rows(
        select(_account.c.id, _account.c.channel, _account.c.address).where(_account.c.person_id.in_(ids))
    )
    for row in accounts:
        for kept in (_posted, _offered):
            tx.execute(delete(kept).where(kept.c.channel == row.channel, kept.c.address == row.address))
        tx.change(Account, {"id": row.id}, address=f"gone-{row.id}", reachable=False, cut_off_at=tx.now)
    tx.execute(update(_speaker).where(_speaker.c.person_id.in_(ids)).values(name=NOBODY, title="", phone=""))
    for model in (DigestPlan, Conversation):
        tx.execute(delete(table(model)).where(table(model).c.person_id.in_(ids)))


_ACTS: Mapping[Kind, Callable[[Tx, Sequence[int], Form], None]] = {
    "incidents": _incidents,
    "restricted": _incidents,
    "drafts": _empty_drafts,
    "submissions": _submissions,
    "news": _news_items,
    "notices": _notices,
    "press": _contacts,
    "people": _people,
}
