"""`python -m tools.semantic_table BENCHMARKS`: train the table anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import torch
import typer

from bot.knowledge.loading import load_knowledge
from bot.matching.index import Reader
from bot.matching.semantics import TABLE_PATH, WordPieces
from tools.semantic_table.artefact import usable_pieces, write_table
from tools.semantic_table.corpus import collected
from tools.semantic_table.distillation import Recipe, trained
from tools.semantic_table.lessons import lessons, topic_phrasings
from tools.semantic_table.teacher import Teacher

# BERT lists its vocabulary by frequency: signs and letters first, then words.
_FIRST_WORD, _LAST_COMMON = 1996, 12_000


def main(
    benchmarks: Annotated[Path, typer.Argument(help="Folder of the public question sets.")],
    knowledge: Annotated[Path, typer.Option(help="The knowledge folder.")] = Path("knowledge"),
    out: Annotated[Path, typer.Option(help="Where to write the table.")] = TABLE_PATH,
    cache: Annotated[
        Path | None, typer.Option(help="File (.npz) that keeps the teacher's vectors.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of corpus and training.")] = Recipe().seed,
    threads: Annotated[int, typer.Option(help="Processor threads to use.")] = 2,
) -> None:
    """Train the table of word-piece vectors on the knowledge and the public sets."""
    torch.set_num_threads(threads)
    known = load_knowledge(knowledge)
    teacher = Teacher(cache)
    vocabulary = teacher.vocabulary
    common = [p for p in vocabulary[_FIRST_WORD:_LAST_COMMON] if re.fullmatch("[a-z]{2,}", p)]
    corpus = collected(benchmarks, known, common, seed)
    typer.echo(
        f"{len(corpus.public)} public texts, {len(corpus.own)} own, {len(corpus.generated)} made"
    )
    targets = teacher.vectors(corpus.texts)
    numbers = usable_pieces(vocabulary)
    pieces = [vocabulary[number] for number in numbers]
    taught = lessons(corpus, WordPieces(pieces), Reader(known), seed)
    start = teacher.piece_vectors(numbers)
    topics = topic_phrasings(known, WordPieces(pieces))
    vectors = trained(start, targets, taught, topics, Recipe(seed=seed), typer.echo)
    write_table(out, pieces, vectors)
    typer.echo(f"{out}: {len(pieces)} pieces, {out.stat().st_size / 1e6:.2f} MB")


typer.run(main)
