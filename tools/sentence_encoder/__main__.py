"""`python -m tools.sentence_encoder BENCHMARKS`: train the encoder anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import torch
import typer

from bot.knowledge.loading import load_knowledge
from bot.matching.phrasings import read_phrasings
from bot.matching.semantics import ENCODER_PATH, VECTORS_PATH, SentenceEncoder
from bot.matching.word_pieces import WordPieces
from tools.sentence_encoder.artefact import usable_pieces, write_encoder, write_vectors
from tools.sentence_encoder.corpus import collected
from tools.sentence_encoder.distillation import Recipe, trained
from tools.sentence_encoder.lessons import lessons
from tools.sentence_encoder.teacher import Teacher, TeacherRecipe, teacher_vocabulary

# BERT lists its vocabulary by frequency: signs and letters first, then words.
_FIRST_WORD, _LAST_COMMON = 1996, 12_000

app = typer.Typer(add_completion=False)
Folder = Annotated[Path, typer.Option(help="The knowledge folder.")]


@app.command()
def train(
    benchmarks: Annotated[Path, typer.Argument(help="Folder of the public question sets.")],
    knowledge: Folder = Path("knowledge"),
    out: Annotated[Path, typer.Option(help="Where to write the encoder.")] = ENCODER_PATH,
    teacher_file: Annotated[
        Path | None, typer.Option(help="Keeps the tuned teacher: written, or read when there.")
    ] = None,
    layers: Annotated[int, typer.Option(help="Layers of the student.")] = Recipe().layers,
    epochs: Annotated[int, typer.Option(help="Epochs of the student.")] = Recipe().epochs,
    seed: Annotated[int, typer.Option(help="Seed of corpus and training.")] = Recipe().seed,
    threads: Annotated[int, typer.Option(help="Processor threads to use.")] = 2,
) -> None:
    """Tune the teacher to the knowledge's topics and train the bot's encoder to follow it."""
    torch.set_num_threads(threads)
    known = load_knowledge(knowledge)
    vocabulary = list(teacher_vocabulary())
    common = [p for p in vocabulary[_FIRST_WORD:_LAST_COMMON] if re.fullmatch("[a-z]{2,}", p)]
    corpus = collected(benchmarks, known, common, seed)
    pieces = usable_pieces(vocabulary)
    taught = lessons(corpus, known, WordPieces(pieces), seed)
    typer.echo(f"{len(taught)} texts, {sum(one.topic is not None for one in taught)} phrasings")
    teacher = Teacher(pieces)
    start = teacher.piece_vectors()
    topics = len(read_phrasings(known)[1])
    directions = teacher.tuned(
        taught, topics, TeacherRecipe(seed=seed), typer.echo, kept=teacher_file
    )
    targets = teacher.vectors([lesson.clean for lesson in taught])
    recipe = Recipe(seed=seed, layers=layers, epochs=epochs)
    student = trained(start, targets, directions, taught, recipe, typer.echo)
    write_encoder(out, pieces, student)
    typer.echo(f"{out}: {len(pieces)} pieces, {out.stat().st_size / 1e6:.2f} MB")
    vectors(knowledge, out)


@app.command()
def vectors(
    knowledge: Folder = Path("knowledge"),
    encoder: Annotated[Path, typer.Option(help="The encoder.")] = ENCODER_PATH,
) -> None:
    """Write the vectors of the present phrasings, so that the bot starts without encoding them."""
    made = SentenceEncoder.load(encoder)
    path = encoder.with_name(VECTORS_PATH.name)
    _, _, rows = read_phrasings(load_knowledge(knowledge))
    write_vectors(path, made, [made.numbers(row.reading.plain) for row in rows])
    typer.echo(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


app()
