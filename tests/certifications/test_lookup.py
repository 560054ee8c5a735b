from __future__ import annotations

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.certifications.lookup import CredentialDirectory


@pytest.fixture(scope="module")
def directory() -> CredentialDirectory:
    return CredentialDirectory(real_knowledge())


@pytest.mark.parametrize(
    ("text", "abbreviation"),
    [
        ("CPC", "CPC"),
        ("cpc", "CPC"),
        (" cpc ", "CPC"),
        ("CPC-A", "CPC-A"),
        ("cpc a", "CPC-A"),
        ("cpca", "CPC-A"),
        ("ccs-p", "CCS-P"),
        ("ccsp", "CCS-P"),
        ("Certified Professional Coder", "CPC"),
        ("certified profesional coder", "CPC"),
        ("CPC: Certified Professional Coder", "CPC"),
        ("ccq", None),
        ("cp", None),
        ("", None),
        ("🎉", None),
        ("certified nonsense person", None),
    ],
)
def test_which_credential_is_meant(
    directory: CredentialDirectory, text: str, abbreviation: str | None
) -> None:
    found = directory.found(text)
    assert (found.abbreviation if found else None) == abbreviation


def test_every_credential_is_found_by_each_of_its_names(directory: CredentialDirectory) -> None:
    for abbreviation, credential in real_knowledge().credentials.items():
        for text in (abbreviation, credential.name, f"{abbreviation}: {credential.name}"):
            assert directory.found(text) is credential, text


@pytest.mark.parametrize(
    ("typed", "first"),
    [("cp", "CPB"), ("cpc", "CPC"), ("cpc-", "CPC"), ("ccs", "CCS"), ("inpatient", "CIC")],
)
def test_half_typed_names(directory: CredentialDirectory, typed: str, first: str) -> None:
    nearest = [c.abbreviation for c in directory.nearest(typed, 25)]
    assert first in nearest[:3], nearest


def test_an_empty_box_lists_credentials_up_to_the_limit(directory: CredentialDirectory) -> None:
    assert len(directory.nearest("", 25)) == min(25, len(real_knowledge().credentials))
    assert len(directory.nearest("", 4)) == 4


@given(st.text(max_size=100), st.integers(1, 25))
def test_any_text_is_looked_up(directory: CredentialDirectory, text: str, limit: int) -> None:
    found = directory.found(text)
    assert found is None or found.abbreviation in real_knowledge().credentials
    nearest = directory.nearest(text, limit)
    assert len({c.abbreviation for c in nearest}) == len(nearest) <= limit
