"""Who may do what: one table from role and right to scope.

A unit path is a materialized path that begins and ends with a slash («/1/14/203/»); a unit lies in the subtree of every
unit whose path its own begins with. No assignment, no right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rules.roles import Role


class Right(StrEnum):
    REPORT = "report"
    FILL_IN = "fill_in"
    DELEGATE = "delegate"
    SEE_INCIDENT = "see_incident"
    ACT_ON_INCIDENT = "act_on_incident"
    ADD_TO_INCIDENT = "add_to_incident"
    LIST_INCIDENTS = "list_incidents"
    SEE_STATISTICS = "see_statistics"
    GET_DIGEST = "get_digest"
    SEE_ROSTER = "see_roster"
    EDIT_ROSTER = "edit_roster"
    INVITE = "invite"
    MANAGE_REGISTRY = "manage_registry"
    SEE_AUDIT = "see_audit"
    SEND_NOTICE = "send_notice"
    RUN_CAMPAIGNS = "run_campaigns"
    SEE_RESULTS = "see_results"
    SEND_NEWS = "send_news"
    REVIEW_NEWS = "review_news"
    SEE_NEWS_RANKING = "see_news_ranking"
    BE_ALERTED = "be_alerted"
    NAME_SPOKESPERSON = "name_spokesperson"
    SEE_SPOKESPERSONS = "see_spokespersons"
    NOTE_PRESS = "note_press"
    ANSWER_PRESS = "answer_press"
    SEE_PRESS = "see_press"
    SEE_UNIT = "see_unit"
    APPROVE_STATEMENT = "approve_statement"
    SEE_RESTRICTED = "see_restricted"


class Scope(StrEnum):
    """subtree: the unit where the role is held and all below it; division and media: only that part of the subtree;
    alerted: incidents the person was alerted of; own: incidents the person reported; speaks: incidents of the unit for
    which the person was named to speak to the press."""

    SUBTREE = "subtree"
    DIVISION = "division"
    MEDIA = "media"
    ALERTED = "alerted"
    OWN = "own"
    SPEAKS = "speaks"


@dataclass(frozen=True)
class Held:
    role: Role
    unit_path: str
    division: str | None = None

    def __post_init__(self) -> None:
        _check_path(self.unit_path)


@dataclass(frozen=True)
class Holder:
    assignments: Sequence[Held]
    person_id: int | str | None = None


@dataclass(frozen=True)
class Subject:
    """What the right is about: an incident, or a unit (then only `unit_path` counts).

    alerted: the holder was alerted of this incident; own: the holder reported it; speaks: the holder was named to speak
    to the press for the unit. restricted: only those who must know of it may (SEE_RESTRICTED), whatever else they see
    there; whoever was alerted of it or reported it must.
    """

    unit_path: str
    division: str | None = None
    alerted: bool = False
    own: bool = False
    media: bool = False
    speaks: bool = False
    restricted: bool = False

    def __post_init__(self) -> None:
        _check_path(self.unit_path)


@dataclass(frozen=True)
class Area:
    """Everything in the subtree of `path_prefix`, of one division if given, with media involvement if `media_only`.

    What is restricted is in it only if `restricted`, or if the holder was alerted of it or reported it.
    """

    path_prefix: str
    division: str | None = None
    media_only: bool = False
    restricted: bool = False

    def holds(self, subject: Subject) -> bool:
        return (
            subject.unit_path.startswith(self.path_prefix)
            and self.division in (None, subject.division)
            and (subject.media or not self.media_only)
            and (self.restricted or not subject.restricted or subject.alerted or subject.own)
        )


@dataclass(frozen=True)
class Personal:
    """Whether having been alerted of an incident, or having reported it, gives the right."""

    alerted: bool
    own: bool


_SUBTREE = frozenset({Scope.SUBTREE})
_OF_UNIT = frozenset({Scope.SUBTREE, Scope.OWN})
_OF_LEADER = frozenset({Scope.SUBTREE, Scope.ALERTED})
_OF_DIVISION = frozenset({Scope.DIVISION, Scope.ALERTED})
_OF_DESK = frozenset({Scope.MEDIA, Scope.ALERTED})
_MUST_KNOW = {Right.SEE_RESTRICTED: _SUBTREE}
# The rights over an incident: what is restricted is taken out of them.
OVER_INCIDENTS = frozenset(
    {
        Right.SEE_INCIDENT,
        Right.ACT_ON_INCIDENT,
        Right.ADD_TO_INCIDENT,
        Right.LIST_INCIDENTS,
        Right.SEE_STATISTICS,
        Right.BE_ALERTED,
        Right.GET_DIGEST,
        Right.NOTE_PRESS,
        Right.ANSWER_PRESS,
        Right.SEE_PRESS,
    }
)


def _incident_rights(scope: frozenset[Scope], statistics: Scope) -> dict[Right, frozenset[Scope]]:
    return {
        Right.SEE_INCIDENT: scope,
        Right.ACT_ON_INCIDENT: scope,
        Right.LIST_INCIDENTS: scope,
        Right.SEE_STATISTICS: frozenset({statistics}),
        Right.GET_DIGEST: frozenset({statistics}),
        Right.SEE_ROSTER: _SUBTREE,
        Right.SEE_RESULTS: _SUBTREE,
        Right.SEE_UNIT: _SUBTREE,
        Right.BE_ALERTED: scope,
    }


_OF_PRESS = {Right.SEE_SPOKESPERSONS: _SUBTREE, Right.SEE_PRESS: _SUBTREE}
_REPORTING: dict[Right, frozenset[Scope]] = {
    Right.REPORT: _SUBTREE,
    Right.SEE_INCIDENT: _OF_UNIT,
    Right.ADD_TO_INCIDENT: _SUBTREE,
    Right.LIST_INCIDENTS: _OF_UNIT,
    Right.NOTE_PRESS: _SUBTREE,
    Right.ANSWER_PRESS: _SUBTREE,
    **_OF_PRESS,
    Right.APPROVE_STATEMENT: frozenset({Scope.SPEAKS}),
}
_UNIT_RIGHTS: dict[Right, frozenset[Scope]] = {
    **_REPORTING,
    Right.FILL_IN: _SUBTREE,
    Right.SEE_UNIT: _SUBTREE,
    Right.SEE_STATISTICS: _SUBTREE,
    Right.BE_ALERTED: _SUBTREE,
    Right.SEND_NEWS: _SUBTREE,
    Right.SEE_NEWS_RANKING: _SUBTREE,
}
_ADMINISTRATION = (
    Right.SEE_ROSTER,
    Right.EDIT_ROSTER,
    Right.INVITE,
    Right.MANAGE_REGISTRY,
    Right.SEE_AUDIT,
    Right.SEE_UNIT,
)
_LEADER_RIGHTS = {**_incident_rights(_OF_LEADER, Scope.SUBTREE), **_OF_PRESS}
_TO_UNITS = {Right.SEND_NOTICE: _SUBTREE, Right.RUN_CAMPAIGNS: _SUBTREE}
_ON_NEWS = {Right.REVIEW_NEWS: _SUBTREE, Right.SEE_NEWS_RANKING: _SUBTREE}
_DIVISION_RIGHTS = _incident_rights(_OF_DIVISION, Scope.DIVISION)

RIGHTS: dict[Role, dict[Right, frozenset[Scope]]] = {
    Role.HEAD: {
        **_UNIT_RIGHTS,
        **_MUST_KNOW,
        Right.DELEGATE: _SUBTREE,
        Right.INVITE: _SUBTREE,
        Right.NAME_SPOKESPERSON: _SUBTREE,
        Right.APPROVE_STATEMENT: _SUBTREE,
    },
    Role.DEPUTY: _UNIT_RIGHTS,
    Role.DUTY_OFFICER: _LEADER_RIGHTS,
    Role.SPECIALIST: _DIVISION_RIGHTS,
    Role.DIVISION_HEAD: {**_DIVISION_RIGHTS, Right.SEE_RESTRICTED: frozenset({Scope.DIVISION})},
    Role.CHIEF_OF_OFFICE: {**_LEADER_RIGHTS, **_TO_UNITS, **_ON_NEWS, **_MUST_KNOW, Right.EDIT_ROSTER: _SUBTREE},
    Role.DEPUTY_DIRECTOR: {**_LEADER_RIGHTS, **_TO_UNITS, Right.SEE_NEWS_RANKING: _SUBTREE},
    Role.DIRECTOR: {
        **_LEADER_RIGHTS,
        **_TO_UNITS,
        **_MUST_KNOW,
        Right.SEE_NEWS_RANKING: _SUBTREE,
        Right.SEE_AUDIT: _SUBTREE,
    },
    Role.COMMUNICATIONS: {
        **_incident_rights(_OF_DESK, Scope.MEDIA),
        **_TO_UNITS,
        **_ON_NEWS,
        **_OF_PRESS,
        Right.ANSWER_PRESS: _SUBTREE,
    },
    Role.ADMINISTRATOR: dict.fromkeys(_ADMINISTRATION, _SUBTREE),
    Role.DELEGATE_INCIDENTS: _REPORTING,
    Role.DELEGATE_REGULAR: {Right.FILL_IN: _SUBTREE},
}


def may(right: Right, holder: Holder, subject: Subject) -> bool:
    personal = personal_scope(right, holder)
    return (
        any(area.holds(subject) for area in scopes(right, holder))
        or (personal.alerted and subject.alerted)
        or (personal.own and subject.own)
        or (subject.speaks and _speaks(right, holder, subject.unit_path))
    )


def scopes(right: Right, holder: Holder) -> list[Area]:
    """The areas in which the holder has the right, to be joined by OR in a query; none of them: nothing.

    A query adds what `personal_scope` allows.
    """
    areas = [area for held in holder.assignments for area in _areas(right, held)]
    return list(dict.fromkeys(areas))


def in_sight(areas: Sequence[Area]) -> list[Area]:
    """The areas with what is restricted there as well: of which no more is told than that it is there."""
    return [replace(area, restricted=True) for area in areas]


def personal_scope(right: Right, holder: Holder) -> Personal:
    given = [scope for held in holder.assignments for scope in _given(right, held)]
    return Personal(alerted=Scope.ALERTED in given, own=Scope.OWN in given)


def _speaks(right: Right, holder: Holder, unit_path: str) -> bool:
    """Whether a role held at the unit gives the right to its spokesperson."""
    held_there = [held for held in holder.assignments if unit_path.startswith(held.unit_path)]
    return any(Scope.SPEAKS in _given(right, held) for held in held_there)


def _given(right: Right, held: Held) -> frozenset[Scope]:
    return RIGHTS[held.role].get(right, frozenset())


def _areas(right: Right, held: Held) -> list[Area]:
    given = _given(right, held)
    known = _given(Right.SEE_RESTRICTED, held) if right in OVER_INCIDENTS else frozenset()
    areas = []
    if Scope.SUBTREE in given:
        areas.append(Area(held.unit_path, restricted=Scope.SUBTREE in known))
    if Scope.DIVISION in given and held.division:
        areas.append(Area(held.unit_path, division=held.division, restricted=bool(known)))
    if Scope.MEDIA in given:
        areas.append(Area(held.unit_path, media_only=True, restricted=Scope.SUBTREE in known))
    return areas


def _check_path(path: str) -> None:
    """Without the closing slash «/1/2» would also open «/1/20/»."""
    if not (path.startswith("/") and path.endswith("/")):
        raise ValueError(f"a unit path begins and ends with a slash, not «{path}»")
