from __future__ import annotations

from bot.matching.word_pieces import WordPieces


def test_words_are_split_as_berts_uncased_tokenizer_splits_them() -> None:
    pieces = WordPieces(["un", "##aff", "##able", "able", "cafe", "##s"])
    assert pieces.of_word("unaffable") == (0, 1, 2)
    assert pieces.of_word("Cafés") == (4, 5)
    assert pieces.of_word("able-un") == (3, 0)
    assert pieces.of_word("unx") == ()


def test_an_entity_is_read_by_its_kind() -> None:
    pieces = WordPieces(["cost", "[credential]", "[state]"])
    spoken = ("cost", "\ue000credential:CPC-A", "\ue000state", "\ue000issuer:AAPC")
    assert pieces.of_words(spoken, 9) == (0, 1, 2)


def test_no_member_can_type_a_slot() -> None:
    pieces = WordPieces(["[credential]", "credential"])
    assert pieces.of_word("[credential]") == (1,)


def test_a_long_text_is_cut() -> None:
    pieces = WordPieces(["pay"])
    assert pieces.of_words(["pay"] * 10_000, 64) == (0,) * 64
