"""The roles a person can hold in a unit, and those that a head gives for a time."""

from enum import StrEnum


class Role(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    DUTY_OFFICER = "duty_officer"
    SPECIALIST = "specialist"
    DIVISION_HEAD = "division_head"
    CHIEF_OF_OFFICE = "chief_of_office"
    DEPUTY_DIRECTOR = "deputy_director"
    DIRECTOR = "director"
    COMMUNICATIONS = "communications"
    ADMINISTRATOR = "administrator"
    DELEGATE_INCIDENTS = "delegate_incidents"
    DELEGATE_REGULAR = "delegate_regular"


# Given in the bot and ended with their time, so no list and no command gives them.
GIVEN_BY_HEADS = frozenset({Role.DELEGATE_INCIDENTS, Role.DELEGATE_REGULAR})
# Nobody becomes an administrator by chat, nor stops being one: whoever took a phone over could shut the others out.
GIVEN_ON_THE_SERVER = frozenset({Role.ADMINISTRATOR})
OF_A_DIVISION = frozenset({Role.DIVISION_HEAD, Role.SPECIALIST})
OF_ONE_UNIT = (Role.HEAD, Role.DEPUTY)
