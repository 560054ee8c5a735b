"""What a number in a message about pay can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# An amount without a period is a salary from so many dollars on.
SMALLEST_SALARY = 15_000


class Role(StrEnum):
    """What a number stands for.

    `PER_HOUR` and `PER_WEEK` are numbers whose wording leaves open whether they are dollars or
    charts, `BIG` an amount of thousands with no period, `BARE` a number nothing explains;
    `ASIDE` numbers are no pay inputs (`5 years`), `UNREADABLE` ones forbid any reading.
    """

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    BIG = "big"
    MONEY = "money"
    RATE = "rate"
    PENALTY = "penalty"
    EXPENSES = "expenses"
    PER_HOUR = "per hour"
    PER_WEEK = "per week"
    CHARTS = "charts"
    CHARTS_PER_HOUR = "charts per hour"
    CHARTS_PER_DAY = "charts per day"
    CHARTS_PER_WEEK = "charts per week"
    MINUTES_PER_CHART = "minutes per chart"
    HOURS = "hours"
    HOURS_PER_DAY = "hours per day"
    HOURS_PER_WEEK = "hours per week"
    DAYS_PER_WEEK = "days per week"
    WEEKS_PER_YEAR = "weeks per year"
    WEEKS_UNPAID = "weeks unpaid"
    PERCENT = "percent"
    ERRORS = "errors"
    BARE = "bare"
    ASIDE = "aside"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number: its role, its value, the tokens `start:end` it covers.

    `low` is the other end of a range (`20-25 an hour` has the value 25 and the low 20).
    """

    role: Role
    value: Decimal
    start: int
    end: int
    low: Decimal | None = None
    foreign: bool = False
