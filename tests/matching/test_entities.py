"""Names that differ in one letter are different things."""

from __future__ import annotations

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.entities import (
    CODE_SET,
    CREDENTIAL,
    ISSUER,
    STATE,
    Entity,
    EntityFinder,
    entity_names,
)
from bot.matching.reader import Reader
from bot.matching.text import words


@pytest.fixture(scope="module")
def finder() -> EntityFinder:
    ordinary = {"cps", "code", "codes", "coding", "cost", "case"}
    return EntityFinder(entity_names(real_knowledge()), ordinary)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(real_knowledge())


def named(finder: EntityFinder, text: str, kind: str = CREDENTIAL) -> tuple[str, ...]:
    return finder.mentions(text, words(text)).of(kind)


@pytest.mark.parametrize(
    ("text", "credentials"),
    [
        ("cpc", ("CPC",)),
        ("CPC", ("CPC",)),
        ("CPCs", ("CPC",)),
        ("two cpc's", ("CPC",)),
        ("the cpc?", ("CPC",)),
        ("cpc-a", ("CPC-A",)),
        ("CPC-A", ("CPC-A",)),
        ("cpc/a", ("CPC-A",)),
        ("CPC A", ("CPC-A",)),
        ("what is a cpc a?", ("CPC-A",)),
        ("what is a cpc a", ("CPC-A",)),
        ("cpca", ("CPC-A",)),
        ("is the cpc a job", ("CPC",)),
        ("is cpc a good start", ("CPC",)),
        ("ccs", ("CCS",)),
        ("CCS-P", ("CCS-P",)),
        ("ccsp", ("CCS-P",)),
        ("ccs p?", ("CCS-P",)),
        ("ccs or ccs-p", ("CCS", "CCS-P")),
        ("cpc vs ccs vs cpc", ("CPC", "CCS")),
        ("certified professional coder", ("CPC",)),
        ("Certified Coding Specialist", ("CCS",)),
        ("ccs-p salary, not the regular ccs", ("CCS-P",)),
        ("the cpc instead of a ccs", ("CPC",)),
        ("not the cpc", ("CPC",)),
        ("i have the cpc, not sure about the ccs", ("CPC", "CCS")),
        ("cpcc", ("CPC",)),
        ("cpcv", ("CPC",)),
        ("rhjit", ("RHIT",)),
        ("cpct", ()),
        ("is csc-p open book", ("CCS-P",)),
        ("cxpc-a fee", ("CPC-A",)),
        ("how much is the cpc-i", ()),
        ("cpc - a job", ("CPC",)),
        ("how much do cpc-s make", ("CPC",)),
        ("ccss", ("CCS",)),
        ("rhti", ("RHIT",)),
        ("cps", ()),
        ("xyz", ()),
        ("coding", ()),
        ("", ()),
    ],
)
def test_credentials(finder: EntityFinder, text: str, credentials: tuple[str, ...]) -> None:
    assert named(finder, text) == credentials


@pytest.mark.parametrize(
    ("text", "code_sets"),
    [
        ("ICD-10-CM", ("icd10cm",)),
        ("icd10cm", ("icd10cm",)),
        ("ICD 10 CM", ("icd10cm",)),
        ("ICD-10-PCS", ("icd10pcs",)),
        ("icd 10 pcs", ("icd10pcs",)),
        ("icd-10-cm or icd-10-pcs", ("icd10cm", "icd10pcs")),
        ("icd-10", ()),
        ("hcpcs", ("hcpcs",)),
        ("cpt", ("cpt",)),
    ],
)
def test_code_sets(reader: Reader, text: str, code_sets: tuple[str, ...]) -> None:
    """The lexicon joins their words, so a whole reader is needed."""
    assert reader.read(text).mentions.of(CODE_SET) == code_sets


def test_issuers(finder: EntityFinder) -> None:
    assert named(finder, "aapc or ahima", ISSUER) == ("AAPC", "AHIMA")


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("aalc dues", ("AAPC",)),
        ("payment plan for the aap course", ("AAPC",)),
        ("does qhima take it away", ("AHIMA",)),
        ("does ahma take it away", ("AHIMA",)),
        ("aarp dues", ()),
    ],
)
def test_mistyped_issuers_are_mended(reader: Reader, text: str, issuers: tuple[str, ...]) -> None:
    assert reader.read(text).mentions.of(ISSUER) == issuers


@pytest.mark.parametrize(
    "text", ["cpd points per year", "how long is the cbc", "copc exam fee", "the ccat thing"]
)
def test_a_credential_is_never_guessed_from_another_abbreviation(reader: Reader, text: str) -> None:
    assert reader.read(text).mentions.of(CREDENTIAL) == ()


@pytest.mark.parametrize(
    ("text", "credentials"),
    [
        ("what jobs can i get with th ecpb", ("CPB",)),
        ("is th ecpc hard", ("CPC",)),
        ("ccs fee? noyt the cpc", ("CCS",)),
        ("ccs-p salary, nto the regluar ccs", ("CCS-P",)),
        ("ccs fee and the cpc", ("CCS", "CPC")),
    ],
)
def test_credentials_are_found_when_spaces_and_the_words_beside_them_slipped(
    reader: Reader, text: str, credentials: tuple[str, ...]
) -> None:
    assert reader.read(text).mentions.of(CREDENTIAL) == credentials


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("avrage coder salary in New Yrok", ("New York",)),
        ("pay in noth dakota", ("North Dakota",)),
        ("west virgina pay", ("West Virginia",)),
        ("pay in wset virginia", ("West Virginia",)),
        ("pay in distrct of columbia", ("District of Columbia",)),
        ("best virginia school", ("Virginia",)),
        ("pay in washingtn dc", ("District of Columbia",)),
        ("from georgia to washingtn dc", ("Georgia", "District of Columbia")),
        ("washington pay", ("Washington",)),
        ("pay in washington, nc", ("Washington", "North Carolina")),
    ],
)
def test_states_are_found_whatever_slipped(
    reader: Reader, text: str, states: tuple[str, ...]
) -> None:
    assert reader.read(text).mentions.of(STATE) == states


def test_a_name_written_out_is_found_when_a_word_of_it_slipped(reader: Reader) -> None:
    assert reader.read("cerified profesional coder fee").mentions.of(CREDENTIAL) == ("CPC",)


def test_every_abbreviation_means_itself(finder: EntityFinder) -> None:
    for abbreviation in real_knowledge().credentials:
        for text in (abbreviation, abbreviation.lower(), f"how much is the {abbreviation}?"):
            assert named(finder, text) == (abbreviation,)


def test_every_full_name_means_its_credential(finder: EntityFinder) -> None:
    for abbreviation, credential in real_knowledge().credentials.items():
        text = f"tell me about the {credential.name.lower()} exam"
        assert named(finder, text) == (abbreviation,)


def test_an_entity_is_one_word_nobody_can_type(finder: EntityFinder) -> None:
    mentions = finder.mentions("the cpc-a exam", words("the cpc-a exam"))
    assert mentions.tokens == ("the", Entity(CREDENTIAL, "CPC-A").token, "exam")
    assert words(Entity(CREDENTIAL, "CPC-A").token) != (Entity(CREDENTIAL, "CPC-A").token,)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    finder = EntityFinder({Entity(CREDENTIAL, "CPC-A"): ["CPC-A", "coder (apprentice", "*"]}, ())
    mentions = finder.mentions(text, words(text))
    assert len(mentions.tokens) <= len(words(text))
    assert len(mentions.entities) <= len(mentions.tokens)
