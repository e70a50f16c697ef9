"""When each leader gets a digest: due times by the leader's own plan, one digest for whatever was missed.

Due time "digest", of a person: the next one. Due time "digest_leaders", of nothing (0): whoever has become a leader
gets a due time too.
"""

from datetime import timedelta

from digests import numbers, telling
from incidents import access
from incidents.ways import way_to
from rules.catalogue import Catalogue
from rules.digests import Edition, Plan, due_now, look_again, next_moment, overdue
from rules.rights import Right, scopes
from storage import audit, digests, due, registry
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.registry import Post
from storage.tables.registry import Person
from storage.tables.upkeep import Due

DUE, LEADERS = "digest", "digest_leaders"
_LOOK_FOR_LEADERS = timedelta(hours=3)


def ensure(tx: Tx, rules: Catalogue) -> None:
    """At the start and now and then: every leader who gets digests has a due time, for what comes from now on.

    Whoever keeps to the plan of the catalogue is not told later than that says now.
    """
    for person_id in digests.without_due(tx, DUE, [role.value for role in rules.digests.roles]):
        digests.save(tx, person_id, told_until=tx.now)
        _arm(tx, rules, person_id, plan_of(tx, rules, person_id))
    if (coming := next_moment(rules.digests.plan, rules.calendar, tx.now)) is not None:
        digests.bring_forward(tx, DUE, coming)
    due.arm(tx, LEADERS, 0, tx.now + _LOOK_FOR_LEADERS, Urgency.UPKEEP)


def on_leaders_due(tx: Tx, rules: Catalogue, _what: Due) -> None:
    """The clock's call: whoever has become a leader since."""
    ensure(tx, rules)


def plan_of(tx: Tx, rules: Catalogue, person_id: int) -> Plan:
    """What the person has chosen, else what the catalogue says for the posts held now; never, without the right."""
    posts = registry.posts_of(tx, person_id)
    if not scopes(Right.GET_DIGEST, access.holder(posts, person_id)):
        return Plan()
    known = digests.plan(tx, person_id)
    if known is not None and known.chosen is not None:
        return Plan.model_validate(known.chosen)
    return usual(rules, posts)


def usual(rules: Catalogue, posts: tuple[Post, ...]) -> Plan:
    """The plan of the catalogue for somebody with these posts."""
    return rules.digests.plan if any(post.role in rules.digests.roles for post in posts) else Plan()


def choose(tx: Tx, rules: Catalogue, person_id: int, plan: Plan | None) -> None:
    """From now on digests come by this plan (None: by that of the catalogue), whatever was chosen before.

    What is overdue by the plan before is told first, by night as well: whoever chooses is there.
    """
    tx.lock(Person, person_id)
    known = digests.plan(tx, person_id)
    if known is not None:
        before = plan_of(tx, rules, person_id)
        missed = overdue(before, rules.calendar, known.told_until, known.daily_until, tx.now)
        if missed is not None:
            _tell(tx, person_id, missed)
    chosen = None if plan is None else plan.model_dump(mode="json")
    digests.save(tx, person_id, chosen=chosen, told_until=tx.now)
    _arm(tx, rules, person_id, plan_of(tx, rules, person_id))
    audit.note(tx, "digest.plan", "done", person_id=person_id)


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: the digest is asked for, and the next due time is set, or nothing is to be told now."""
    person_id = what.subject_id
    known = digests.plan(tx, person_id)
    plan = plan_of(tx, rules, person_id)
    if known is None or plan.never:
        due.disarm(tx, DUE, person_id)
        return
    edition = due_now(plan, rules.calendar, known.told_until, known.daily_until, tx.now)
    if edition is None:
        again = look_again(plan, rules.calendar, known.told_until, tx.now)
        if again is None:
            due.disarm(tx, DUE, person_id)
        else:
            due.arm(tx, DUE, person_id, again, Urgency.REMINDER)
        return
    _tell(tx, person_id, edition)
    _arm(tx, rules, person_id, plan)


def _tell(tx: Tx, person_id: int, edition: Edition) -> None:
    """The digest is asked for, if anybody is reached by it; what it tells of is seen to."""
    daily = {"daily_until": edition.ends} if edition.daily else {}
    digests.save(tx, person_id, told_until=tx.now, **daily)
    part = numbers.part_of(tx, registry.posts_of(tx, person_id), person_id, Right.GET_DIGEST)
    to = way_to(tx, person_id, waits=True)
    if part is not None and to is not None:
        span, lang = (edition.begins, edition.ends), registry.person(tx, person_id).lang
        telling.ask(tx, part, edition.kind, span, lang, person_id, priority=Priority.REMINDER)


def _arm(tx: Tx, rules: Catalogue, person_id: int, plan: Plan) -> None:
    """The one due time of the person's next digest, instead of any other."""
    following = next_moment(plan, rules.calendar, tx.now)
    if following is None:
        due.disarm(tx, DUE, person_id)
    else:
        due.arm(tx, DUE, person_id, following, Urgency.REMINDER)
