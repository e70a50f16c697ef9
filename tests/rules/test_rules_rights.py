"""Who may do what, and the areas that a query is limited to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.rights import (
    OVER_INCIDENTS,
    RIGHTS,
    Held,
    Holder,
    Right,
    Scope,
    Subject,
    may,
    personal_scope,
    scopes,
)
from rules.roles import GIVEN_BY_HEADS, Role

DEPARTMENT, OFFICE, SCHOOL, NEIGHBOUR = "/1/", "/1/14/", "/1/14/203/", "/1/14/20/"

paths = st.lists(st.integers(1, 30), min_size=1, max_size=4).map(lambda ids: "/" + "/".join(map(str, ids)) + "/")
divisions = st.sampled_from([None, "office", "testing"])
helds = st.builds(Held, st.sampled_from(Role), paths, divisions)
subjects = st.builds(Subject, paths, divisions, *[st.booleans()] * 4)


def holding(role: Role, path: str, division: str | None = None) -> Holder:
    return Holder([Held(role, path, division)])


@given(st.sampled_from(Right), subjects)
def test_no_right_without_an_assignment(right: Right, subject: Subject) -> None:
    assert not may(right, Holder([]), subject)
    assert scopes(right, Holder([])) == []


@given(st.sampled_from(Right), st.lists(helds, max_size=3), helds, subjects)
def test_another_role_never_takes_a_right_away(
    right: Right, assignments: list[Held], one_more: Held, subject: Subject
) -> None:
    if may(right, Holder(assignments), subject):
        assert may(right, Holder([*assignments, one_more]), subject)


@given(st.sampled_from(Right), st.lists(helds, max_size=3), paths)
def test_nothing_outside_the_units_where_roles_are_held_is_reached(
    right: Right, assignments: list[Held], path: str
) -> None:
    if not any(path.startswith(held.unit_path) for held in assignments):
        assert not may(right, Holder(assignments), Subject(path, media=True))


@given(st.sampled_from(Right), helds, subjects)
def test_only_an_alert_or_an_own_report_opens_more_than_the_areas_of_a_query(
    right: Right, held: Held, subject: Subject
) -> None:
    holder = Holder([held])
    stranger = replace(subject, alerted=False, own=False)
    assert may(right, holder, stranger) == any(area.holds(stranger) for area in scopes(right, holder))
    if subject.restricted:
        return
    if may(right, holder, subject) and not may(right, holder, stranger):
        personal = personal_scope(right, holder)
        assert personal.alerted or personal.own


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY])
def test_head_reports_and_sees_only_his_own_unit(role: Role) -> None:
    head = holding(role, SCHOOL)
    assert may(Right.REPORT, head, Subject(SCHOOL))
    assert may(Right.ADD_TO_INCIDENT, head, Subject(SCHOOL + "9/"))
    for elsewhere in (NEIGHBOUR, OFFICE, DEPARTMENT):
        assert not may(Right.SEE_INCIDENT, head, Subject(elsewhere))
    assert not may(Right.ACT_ON_INCIDENT, head, Subject(SCHOOL))


def test_head_still_sees_what_he_reported_before_he_moved_but_adds_nothing() -> None:
    head = holding(Role.HEAD, SCHOOL)
    assert may(Right.SEE_INCIDENT, head, Subject(NEIGHBOUR, own=True))
    assert not may(Right.ADD_TO_INCIDENT, head, Subject(NEIGHBOUR, own=True))


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.CHIEF_OF_OFFICE, Role.DEPUTY_DIRECTOR, Role.DIRECTOR])
def test_leaders_act_on_everything_below_them(role: Role) -> None:
    leader = holding(role, OFFICE)
    assert may(Right.ACT_ON_INCIDENT, leader, Subject(SCHOOL))
    assert not may(Right.ACT_ON_INCIDENT, leader, Subject("/1/15/7/"))
    assert may(Right.ACT_ON_INCIDENT, leader, Subject("/1/15/7/", alerted=True))


@pytest.mark.parametrize("role", [Role.DIVISION_HEAD, Role.SPECIALIST])
def test_division_sees_its_own_incidents_and_those_it_was_alerted_of(role: Role) -> None:
    member = holding(role, DEPARTMENT, "testing")
    assert may(Right.SEE_INCIDENT, member, Subject(SCHOOL, "testing"))
    assert not may(Right.SEE_INCIDENT, member, Subject(SCHOOL, "office"))
    assert not may(Right.SEE_INCIDENT, member, Subject(SCHOOL))
    assert may(Right.SEE_INCIDENT, member, Subject(SCHOOL, "office", alerted=True))


def test_division_head_without_a_division_sees_nothing_by_himself() -> None:
    assert scopes(Right.SEE_INCIDENT, holding(Role.DIVISION_HEAD, DEPARTMENT)) == []


def test_communications_see_incidents_with_media_only() -> None:
    desk = holding(Role.COMMUNICATIONS, DEPARTMENT)
    assert may(Right.SEE_INCIDENT, desk, Subject(SCHOOL, media=True))
    assert not may(Right.SEE_INCIDENT, desk, Subject(SCHOOL))
    assert scopes(Right.LIST_INCIDENTS, desk)[0].media_only


def test_administrator_runs_the_registry_and_reads_no_incident() -> None:
    administrator = holding(Role.ADMINISTRATOR, DEPARTMENT)
    subject = Subject(SCHOOL, alerted=True, own=True, media=True)
    allowed = {right for right in Right if may(right, administrator, subject)}
    roster = {Right.SEE_ROSTER, Right.EDIT_ROSTER}
    assert allowed == roster | {Right.INVITE, Right.MANAGE_REGISTRY, Right.SEE_AUDIT, Right.SEE_UNIT}


@pytest.mark.parametrize("role", [role for role in Role if role not in GIVEN_BY_HEADS])
def test_everybody_sees_the_units_of_the_own_part_and_no_other(role: Role) -> None:
    member = holding(role, OFFICE, "office")
    assert may(Right.SEE_UNIT, member, Subject(SCHOOL))
    assert not may(Right.SEE_UNIT, member, Subject(DEPARTMENT))


@given(st.sampled_from(sorted(OVER_INCIDENTS)), helds, subjects)
def test_what_is_restricted_is_for_those_who_must_know_or_were_told(right: Right, held: Held, subject: Subject) -> None:
    holder, hidden = Holder([held]), replace(subject, restricted=True)
    may_else = may(right, holder, replace(subject, restricted=False))
    told = subject.alerted or subject.own
    must_know = may(Right.SEE_RESTRICTED, holder, replace(subject, restricted=False, alerted=False, own=False))
    assert may(right, holder, hidden) == (may_else and (told or must_know))


@pytest.mark.parametrize("role", Role)
def test_only_few_roles_must_know_of_what_is_restricted(role: Role) -> None:
    must_know = {Role.HEAD, Role.DIVISION_HEAD, Role.CHIEF_OF_OFFICE, Role.DIRECTOR}
    holder = holding(role, DEPARTMENT, "student_affairs")
    assert may(Right.SEE_INCIDENT, holder, Subject(SCHOOL, "student_affairs", restricted=True)) == (role in must_know)


def test_path_without_a_closing_slash_is_refused() -> None:
    with pytest.raises(ValueError, match="slash"):
        Held(Role.HEAD, "/1/2")


def test_statements_are_approved_by_the_head_and_by_whoever_was_named_and_holds_a_post_there() -> None:
    named, unnamed = Subject(SCHOOL, speaks=True), Subject(SCHOOL)
    assert may(Right.APPROVE_STATEMENT, holding(Role.HEAD, SCHOOL), unnamed)
    assert not may(Right.APPROVE_STATEMENT, holding(Role.HEAD, NEIGHBOUR), unnamed)
    for role in (Role.DEPUTY, Role.DELEGATE_INCIDENTS):
        assert may(Right.APPROVE_STATEMENT, holding(role, SCHOOL), named)
        assert not may(Right.APPROVE_STATEMENT, holding(role, SCHOOL), unnamed)
        assert not may(Right.APPROVE_STATEMENT, holding(role, NEIGHBOUR), named), "no post there"
    for role in (Role.DIRECTOR, Role.COMMUNICATIONS, Role.DUTY_OFFICER):
        assert not may(Right.APPROVE_STATEMENT, holding(role, DEPARTMENT), named)


RELATIONS = {
    "the unit itself": Subject(OFFICE, "testing"),
    "below it": Subject(SCHOOL, "testing"),
    "below it, of another division": Subject(SCHOOL, "office"),
    "below it, with media": Subject(SCHOOL, "office", media=True),
    "above it": Subject(DEPARTMENT, "testing"),
    "beside it": Subject("/1/15/7/", "testing"),
    "beside it, with media": Subject("/1/15/7/", "testing", media=True),
    "a neighbour whose number begins alike": Subject("/1/140/", "testing", media=True),
    "beside it, but alerted": Subject("/1/15/7/", "office", alerted=True),
    "beside it, but own": Subject("/1/15/7/", "office", own=True),
}


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_every_role_has_each_right_exactly_where_its_scopes_say(role: Role, right: Right, relation: str) -> None:
    subject, given = RELATIONS[relation], RIGHTS[role].get(right, frozenset())
    below = relation.startswith(("the unit itself", "below it"))
    expected = (
        (Scope.SUBTREE in given and below)
        or (Scope.DIVISION in given and below and subject.division == "testing")
        or (Scope.MEDIA in given and below and subject.media)
        or (Scope.ALERTED in given and subject.alerted)
        or (Scope.OWN in given and subject.own)
    )
    assert may(right, holding(role, OFFICE, "testing"), subject) == expected


@pytest.mark.parametrize("role", Role)
def test_a_role_that_sees_reports_of_others_is_no_administration_and_the_other_way_round(role: Role) -> None:
    """Who manages the registry reads no report by that, and who acts on incidents cannot make others do so."""
    assert not {Right.MANAGE_REGISTRY, Right.ACT_ON_INCIDENT} <= set(RIGHTS[role])
    if Right.MANAGE_REGISTRY in RIGHTS[role]:
        assert not {Right.SEE_INCIDENT, Right.LIST_INCIDENTS, Right.SEE_STATISTICS, Right.SEE_RESULTS} & set(
            RIGHTS[role]
        )
