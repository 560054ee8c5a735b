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
    TABLE_PATH,
    SemanticTable,
    WordPieces,
    semantic_table,
    sentence_vector,
)

ROOT = Path(__file__).resolve().parents[2]


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


def test_ten_thousand_words_are_one_vector() -> None:
    assert np.allclose(sentence_vector(["salary"] * 10_000), sentence_vector("salary"), atol=1e-4)


@pytest.mark.parametrize(
    ("asked", "synonym", "stranger"),
    [
        ("how much do coders earn", "what is the salary of a coder", "how do I reset my password"),
        ("can I work from home", "remote jobs", "which books are allowed in the exam"),
        ("I failed the test", "I did not pass the exam", "is coding better than nursing"),
        ("how do I remove the apprentice", "get rid of the A", "what does hcpcs stand for"),
        ("will ai replace coders", "is automation taking our jobs", "how long is the exam"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(
    asked: str, synonym: str, stranger: str
) -> None:
    assert cosine(asked, synonym) > cosine(asked, stranger) + 0.1


def test_a_slip_changes_the_meaning_less_than_another_question() -> None:
    asked = "how much does the certification exam cost"
    assert cosine(asked, "how much does the certfication exam cost") > 0.7
    assert cosine(asked, "how much does the certfication exam cost") > cosine(
        asked, "where do coders work from home"
    )


def test_a_text_and_its_words_mean_the_same() -> None:
    split = ("how", "long", "is", "the", "exam")
    assert np.array_equal(sentence_vector("How long is the exam?"), sentence_vector(split))


def test_entities_are_skipped_or_spelled() -> None:
    tokens = ("cost", "\ue000credential:CPC-A")
    assert np.array_equal(sentence_vector(tokens), sentence_vector("cost"))
    spelled = sentence_vector(tokens, spell_entities=True)
    assert np.allclose(spelled, sentence_vector("cost cpc a"), atol=1e-6)


def test_words_are_split_as_berts_uncased_tokenizer_splits_them() -> None:
    pieces = WordPieces(["un", "##aff", "##able", "able", "cafe", "##s"])
    assert pieces.numbers("unaffable") == (0, 1, 2)
    assert pieces.numbers("Cafés") == (4, 5)
    assert pieces.numbers("able-un") == (3, 0)
    assert pieces.numbers("unx") == ()


def test_vectors_are_kept_as_small_integers() -> None:
    with np.load(TABLE_PATH, allow_pickle=False) as stored:
        assert stored["levels"].dtype == np.int8
        assert stored["levels"].shape == (len(semantic_table().pieces), DIMENSIONS)
        assert stored["scales"].shape == (len(semantic_table().pieces),)


def test_a_missing_table_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        SemanticTable.load(tmp_path / "nowhere.npz")


def test_the_table_loads_without_the_training_packages() -> None:
    code = (
        "import sys; from bot.matching.semantics import sentence_vector; sentence_vector('pay');"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'tokenizers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
