"""The desk where credentials are asked for by name: one door for every command about them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.certifications.advice import OPEN, chosen_option, next_question, path_briefing
from bot.certifications.briefings import costs_briefing, renewal_briefing, study_briefing
from bot.certifications.costs import credential_costs
from bot.certifications.listing import credential_list, described
from bot.certifications.lookup import CredentialDirectory
from bot.certifications.path_wording import path_answers_in
from bot.certifications.renewals import parsed_date, renewal
from bot.certifications.sheets import credential_comparison, credential_sheet
from bot.certifications.study import MAX_HOURS, MIN_HOURS, study_plan
from bot.knowledge.base import Credential, Knowledge
from bot.numbers import NumberInput, bounded_number
from bot.reply import (
    Briefing,
    Choice,
    CredentialComparison,
    CredentialList,
    CredentialSheet,
    NoAnswer,
    PathQuestion,
    Silence,
)

MOST_COMPARED = 3
_PRICE = NumberInput(
    name="price",
    label="Price",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    description="Dollars paid",
)
_STUDY_HOURS = NumberInput(
    name="hours_per_week",
    label="Hours per week",
    unit="hours",
    minimum=Decimal(MIN_HOURS),
    maximum=Decimal(MAX_HOURS),
    description="Hours somebody can study in a week",
)
_NO_PATHWAY = "The guided choice is not set up here; ask me which credential fits instead."
_OTHER_PATH = "Those answers are from an older version of the questions; start again."


class CredentialDesk:
    """Everything about credentials of one Knowledge, by whatever name somebody types."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._directory = CredentialDirectory(knowledge)

    def sheet(self, text: str) -> CredentialSheet | CredentialList | NoAnswer:
        """Everything on file about the credential that `text` names or describes."""
        credential = self._directory.found(text)
        if credential is not None:
            return credential_sheet(self._knowledge, credential, _today())
        fitting = described(self._knowledge, text)
        if len(fitting) == 1:
            return credential_sheet(self._knowledge, fitting[0], _today())
        if fitting:
            names = {credential.abbreviation for credential in fitting}
            every = credential_list(self._knowledge)
            return CredentialList(
                tuple(c for c in every.credentials if c.abbreviation in names),
                (("described as", " ".join(text.split())[:60]),),
            )
        return self._unknown()

    def comparison(self, *names: str) -> CredentialComparison | NoAnswer:
        """Two or three credentials side by side."""
        found = [self._directory.found(name) for name in names]
        credentials = [credential for credential in found if credential is not None]
        if len(credentials) < len(names):
            return self._unknown()
        for number, credential in enumerate(credentials):
            if credential in credentials[:number]:
                which = "Both are" if len(names) == 2 else "Two of them are"
                other = "two different ones" if len(names) == 2 else "three different ones"
                text = f"{which} the {credential.abbreviation}; name {other}."
                return NoAnswer(Silence.UNREADABLE, text)
        return credential_comparison(self._knowledge, credentials, _today())

    def completions(self, text: str, limit: int = 25) -> tuple[Choice, ...]:
        """Credentials for half-typed `text`; `entry` is the abbreviation."""
        return tuple(
            Choice(c.abbreviation, f"{c.abbreviation}: {c.name}")
            for c in self._directory.nearest(text, limit)
        )

    def costs(
        self,
        text: str,
        *,
        student: bool = False,
        member: bool = False,
        prices: Mapping[str, object] | None = None,
    ) -> Briefing | NoAnswer:
        """What a credential costs in two years; `prices` in USD by item, as in `credential_costs`.

        Raises:
            InputRefused: for a price that is no amount.
        """
        credential = self._directory.found(text)
        if credential is None:
            return self._unknown()
        own = {
            item: bounded_number(price, replace(_PRICE, name=item, label=item.title()))
            for item, price in (prices or {}).items()
            if price is not None
        }
        costs = credential_costs(
            self._knowledge, credential, student=student, member=member, prices=own
        )
        return costs_briefing(self._knowledge, credential, costs, _today())

    def renewal(self, text: str, since: str | None = None) -> Briefing | NoAnswer:
        """What keeps a credential held since the day written in `since`.

        Raises:
            InputRefused: for what is no day, or no day in the past.
        """
        credential = self._directory.found(text)
        if credential is None:
            return self._unknown()
        today = _today()
        day = parsed_date(since, today) if since is not None else None
        found = renewal(self._knowledge, credential, today, day)
        return renewal_briefing(self._knowledge, credential, found, today)

    def study(self, text: str, exam_date: str, hours_per_week: object) -> Briefing | NoAnswer:
        """A study plan with its calendar file.

        Raises:
            InputRefused: for what is no day, a day past or too far, and hours not from 1 to 60.
        """
        credential = self._directory.found(text)
        if credential is None:
            return self._unknown()
        now = datetime.datetime.now(datetime.UTC)
        hours = int(bounded_number(hours_per_week, _STUDY_HOURS))
        day = parsed_date(exam_date, now.date())
        plan = study_plan(self._knowledge, credential, day, hours, now.date())
        return study_briefing(self._knowledge, credential, plan, now)

    def path(self, answers: Sequence[str]) -> PathQuestion | Briefing | NoAnswer:
        """The next question of the guided choice, or what its answers lead to."""
        pathway = self._knowledge.pathway
        if pathway is None:
            return NoAnswer(Silence.UNKNOWN, _NO_PATHWAY)
        try:
            question = next_question(pathway, answers)
            return question or path_briefing(self._knowledge, pathway, answers)
        except LookupError:
            return NoAnswer(Silence.UNKNOWN, _OTHER_PATH)

    def path_from(self, given: Mapping[str, str]) -> PathQuestion | Briefing | NoAnswer:
        """The guided choice with some questions answered, by key, in the words of their options."""
        pathway = self._knowledge.pathway
        if pathway is None:
            return NoAnswer(Silence.UNKNOWN, _NO_PATHWAY)
        answers: list[str] = []
        for question in pathway.questions:
            typed = given.get(question.key)
            chosen = chosen_option(question, typed) if typed is not None else OPEN
            if chosen is None:
                offered = "; ".join(question.options.values())
                return NoAnswer(Silence.UNREADABLE, f"{question.ask} Choose one of: {offered}.")
            answers.append(chosen)
        return self.path(answers)

    def path_asked(self, message: str) -> PathQuestion | Briefing | None:
        """The guided choice from where `message` leaves it; None when it does not ask for it."""
        pathway = self._knowledge.pathway
        answers = path_answers_in(message, pathway) if pathway is not None else None
        if answers is None:
            return None
        reply = self.path(answers)
        return None if isinstance(reply, NoAnswer) else reply

    def path_options(self, key: str) -> tuple[str, ...]:
        """The answers to one question of the guided choice, in words."""
        pathway = self._knowledge.pathway
        questions = pathway.questions if pathway is not None else ()
        return tuple(w for q in questions if q.key == key for w in q.options.values())

    def listed(
        self, *, issuer: str | None = None, setting: str | None = None, level: str | None = None
    ) -> CredentialList | NoAnswer:
        """Credentials that fit the filters."""
        found = credential_list(self._knowledge, issuer=issuer, setting=setting, level=level)
        if found.credentials:
            return found
        asked = ", ".join(value for _, value in found.filters)
        return NoAnswer(
            Silence.UNKNOWN, f"No credential on file fits {asked}; leave one filter out."
        )

    def found(self, text: str) -> Credential | None:
        """The credential `text` names, None when it names none."""
        return self._directory.found(text)

    def _unknown(self) -> NoAnswer:
        known = ", ".join(self._knowledge.credentials)
        return NoAnswer(Silence.UNKNOWN, f"I don't know that credential. I cover {known}.")


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
