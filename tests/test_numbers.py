from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.numbers import InputRefused, NumberInput, bounded_number, numbers_from

RATE = NumberInput(
    name="rate",
    label="Rate",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(10_000),
    description="Dollars",
)
HOURS = NumberInput(
    name="hours",
    label="Hours",
    unit="hours",
    minimum=Decimal(0),
    maximum=Decimal(168),
    above_minimum=True,
    description="Hours in a week",
)
WEEKS = NumberInput(
    name="weeks",
    label="Weeks",
    unit="weeks",
    minimum=Decimal(0),
    maximum=Decimal(52),
    required=False,
    default=Decimal(52),
    description="Weeks in a year",
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("25", "25"),
        (" 25 ", "25"),
        ("+25", "25"),
        ("25.", "25"),
        (".75", "0.75"),
        ("$0.75", "0.75"),
        ("$ 1,234.50", "1234.50"),
        ("1e3", "1000"),
        ("0e999", "0"),
        (25, "25"),
        (Decimal("0.75"), "0.75"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_reads_what_people_write(written: object, read: str) -> None:
    assert bounded_number(written, RATE) == Decimal(read)


@pytest.mark.parametrize("zero", ["-0", "-0.00", "-$0", Decimal("-0"), Decimal("-0E-500"), 0])
def test_minus_zero_is_plain_zero(zero: object) -> None:
    read = bounded_number(zero, RATE)
    assert (read, read.is_signed()) == (Decimal(0), False)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        ".",
        "-",
        "$",
        "-1",
        "-$1",
        "-0.0001",
        "10000.01",
        "abc",
        "twenty",
        "1 000",
        "1,23",
        "1234,567",
        "1,,234",
        ",123",
        "1.2.3",
        "1_000",
        "0x10",
        "1e400",
        "1e9999999999999999999",
        "1e-400",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "\N{ARABIC-INDIC DIGIT TWO}",
        "\N{FULLWIDTH DIGIT TWO}",
        "\N{VULGAR FRACTION ONE HALF}",
        "75¢",
        "25\n5",
        "1" * 31,
        "0." + "1" * 29,
        "9" * 100_000,
        -1,
        10_001,
        10**6000,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-1E-20"),
        Decimal("1E-400"),
        Decimal("1E+400"),
        Decimal("0." + "3" * 31),
        0.75,
        float("nan"),
        float("inf"),
        True,
        False,
        None,
        [],
        [25],
        {},
        b"25",
    ],
    ids=lambda value: ascii(value)[:20] if not isinstance(value, int) else hex(value)[:20],
)
def test_refuses_in_one_sentence_with_the_field_and_the_range(written: object) -> None:
    with pytest.raises(InputRefused) as refusal:
        bounded_number(written, RATE)
    sentence = refusal.value.sentence
    assert refusal.value.field == "rate"
    assert str(refusal.value) == sentence
    assert sentence.startswith("Rate must be a number from 0 to 10,000")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_the_sentence_shows_the_value_cut_to_40_characters() -> None:
    with pytest.raises(InputRefused) as refusal:
        bounded_number("x" * 41, RATE)
    assert refusal.value.sentence == (
        "Rate must be a number from 0 to 10,000 written with at most 30 digits; "
        f'you gave "{"x" * 37}...".'
    )


def test_control_and_direction_characters_are_not_repeated() -> None:
    with pytest.raises(InputRefused, match=r'you gave "a\?\?b"'):
        bounded_number("a\u202e\x1bb", RATE)


def test_a_float_is_told_how_to_come_back() -> None:
    with pytest.raises(InputRefused, match="as text or a decimal"):
        bounded_number(0.75, RATE)


@pytest.mark.parametrize("hours", ["0", "-0", "168.01", 169])
def test_an_open_minimum_is_itself_refused(hours: object) -> None:
    with pytest.raises(InputRefused, match=r"^Hours must be a number above 0 and up to 168; "):
        bounded_number(hours, HOURS)


@pytest.mark.parametrize("hours", ["0.01", "168"])
def test_both_ends_that_are_allowed_are_taken(hours: str) -> None:
    assert bounded_number(hours, HOURS) == Decimal(hours)


def test_defaults_fill_what_is_left_out() -> None:
    assert numbers_from((RATE, WEEKS), {"rate": "1"}, "some") == {
        "rate": Decimal(1),
        "weeks": Decimal(52),
    }


def test_an_optional_number_without_default_stays_out() -> None:
    bonus = NumberInput("bonus", "Bonus", "USD", Decimal(0), Decimal(9), "Extra", required=False)
    assert numbers_from((RATE, bonus), {"rate": "1"}, "some") == {"rate": Decimal(1)}


def test_a_missing_field_is_named() -> None:
    with pytest.raises(InputRefused, match=r"^Rate \(rate\) is missing; give ") as refusal:
        numbers_from((RATE, WEEKS), {}, "some")
    assert refusal.value.field == "rate"


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    with pytest.raises(InputRefused) as refusal:
        numbers_from((RATE, WEEKS), {"rate": "1", "rates": "1"}, "some")
    assert refusal.value.field == "rates"
    assert refusal.value.sentence == (
        'The some calculation has no input "rates"; it takes rate, weeks.'
    )


@given(st.decimals(min_value=0, max_value=10_000, places=4))
def test_plain_and_grouped_text_read_back_the_same(number: Decimal) -> None:
    assert bounded_number(f"{number:f}", RATE) == number
    assert bounded_number(f"${number:,f}", RATE) == number


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789.,$-+eE _xXNaninf", max_size=40),
        st.integers(),
        st.decimals(),
        st.floats(),
        st.recursive(
            st.none() | st.booleans() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ),
    )
)
def test_anything_at_all_is_a_bounded_decimal_or_a_sentence(value: object) -> None:
    outcome: Decimal | str
    try:
        outcome = bounded_number(value, RATE)
    except InputRefused as refusal:
        outcome = refusal.sentence
    if isinstance(outcome, str):
        assert outcome.endswith(".")
    else:
        assert type(outcome) is Decimal
        assert 0 <= outcome <= 10_000


@given(st.decimals(min_value=0, max_value=10_000, places=6))
def test_json_numbers_keep_every_digit(number: Decimal) -> None:
    read = json.loads(f'{{"rate": {number:f}}}', parse_float=Decimal)
    assert numbers_from((RATE,), read, "some") == {"rate": number}
