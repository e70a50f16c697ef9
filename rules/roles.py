"""The roles a person can hold in a unit."""

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
