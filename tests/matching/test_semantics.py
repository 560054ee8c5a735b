from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.semantics import (
    DIMENSIONS,
    ENCODER_PATH,
    SentenceEncoder,
    sentence_encoder,
    sentence_vector,
)

ROOT = Path(__file__).resolve().parents[2]
COMMON = ("how", "much", "long", "exam", "pay", "is", "the", "do", "for", "with")


def cosine(first: str, second: str) -> float:
    return float(sentence_vector(first) @ sentence_vector(second))


@pytest.mark.parametrize("text", ["how much does the exam cost", "cpc", "ICD-10-CM?", "naïve café"])
def test_a_known_text_has_unit_length(text: str) -> None:
    vector = sentence_vector(text)
    assert vector.shape == (DIMENSIONS,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", " ?! ", "日本語", "привет", "🙂🙂", "\u200b"])
def test_an_unknown_text_is_all_zeros(text: str) -> None:
    assert not sentence_vector(text).any()


@given(st.text(max_size=200))
def test_any_text_gives_unit_length_or_zeros(text: str) -> None:
    length = float(np.linalg.norm(sentence_vector(text)))
    assert length == pytest.approx(1, abs=1e-5) or length == 0


@given(st.lists(st.text(max_size=60), max_size=30))
def test_any_words_give_unit_length_or_zeros(spoken: list[str]) -> None:
    length = float(np.linalg.norm(sentence_vector(spoken)))
    assert length == pytest.approx(1, abs=1e-5) or length == 0


@given(st.lists(st.sampled_from(COMMON), max_size=90))
def test_a_text_alone_and_among_others_is_one_vector(spoken: list[str]) -> None:
    encoder = sentence_encoder()
    texts = [encoder.numbers(tokens) for tokens in (spoken, ["pay"], spoken[:3], ["how", "long"])]
    together = encoder.encoded(texts)
    alone = np.stack([encoder.encoded([text])[0] for text in texts])
    assert np.allclose(together, alone, atol=1e-4)


@pytest.mark.parametrize(
    ("asked", "synonym", "stranger"),
    [
        ("how much do coders earn", "what is the salary of a coder", "how do I reset my password"),
        ("can I work from home", "remote jobs", "which books are allowed in the exam"),
        ("I failed the test", "I did not pass the exam", "is coding better than nursing"),
        ("how do I remove the apprentice", "get rid of the A", "what does hcpcs stand for"),
        ("will ai replace coders", "is automation taking our jobs", "how long is the exam"),
        ("who checks my work for mistakes", "does anyone review my codes", "my laptop was stolen"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(
    asked: str, synonym: str, stranger: str
) -> None:
    assert cosine(asked, synonym) > cosine(asked, stranger) + 0.1


def test_the_order_of_words_counts() -> None:
    assert cosine("biller to coder", "coder to biller") < 0.999


def test_a_text_and_its_words_mean_the_same() -> None:
    split = ("how", "long", "is", "the", "exam")
    assert np.array_equal(sentence_vector("How long is the exam?"), sentence_vector(split))


def test_which_credential_is_meant_changes_nothing() -> None:
    first, second = (("cost", f"\ue000credential:{name}") for name in ("CPC-A", "CCS"))
    assert np.array_equal(sentence_vector(first), sentence_vector(second))
    assert not np.array_equal(sentence_vector(first), sentence_vector("cost"))


def test_vectors_are_kept_as_small_integers() -> None:
    with np.load(ENCODER_PATH, allow_pickle=False) as stored:
        assert stored["levels"].dtype == np.int8
        assert stored["levels"].shape == (len(sentence_encoder().pieces), DIMENSIONS)
        assert stored["scales"].shape == (len(sentence_encoder().pieces),)


def test_a_missing_encoder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        SentenceEncoder.load(tmp_path / "nowhere.npz")


def test_the_encoder_loads_without_the_training_packages() -> None:
    code = (
        "import sys; from bot.matching.semantics import sentence_vector; sentence_vector('pay');"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'tokenizers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
