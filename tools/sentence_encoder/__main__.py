"""`python -m tools.sentence_encoder train BENCHMARKS`: train the encoder anew."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import torch
import typer

from bot.knowledge.loading import load_knowledge
from bot.matching.known import LEARNED_PATH
from bot.matching.phrasings import read_phrasings
from bot.matching.semantics import ENCODER_PATH
from bot.matching.word_pieces import WordPieces
from tools.sentence_encoder.artefact import usable_pieces, write_encoder, write_learned
from tools.sentence_encoder.corpus import collected
from tools.sentence_encoder.distillation import (
    CONTINUED,
    Recipe,
    Vectors,
    judged_topics,
    side_by_side,
    trained,
)
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
    teachers: Annotated[
        Path | None, typer.Option(help="Folder to keep tuned teachers in, or to read them from.")
    ] = None,
    tuned: Annotated[int, typer.Option(help="How many teachers to tune.")] = 1,
    layers: Annotated[int, typer.Option(help="Layers of the student.")] = Recipe().layers,
    epochs: Annotated[int | None, typer.Option(help="Epochs of the student.")] = None,
    before: Annotated[
        Path | None, typer.Option("--from", help="An encoder for the student to begin with.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of corpus and training.")] = Recipe().seed,
    threads: Annotated[int, typer.Option(help="Processor threads to use.")] = 2,
) -> None:
    """Tune teachers to the knowledge's topics and train the bot's encoder to follow them."""
    torch.set_num_threads(threads)
    known = load_knowledge(knowledge)
    vocabulary = list(teacher_vocabulary())
    common = [p for p in vocabulary[_FIRST_WORD:_LAST_COMMON] if re.fullmatch("[a-z]{2,}", p)]
    corpus = collected(benchmarks, known, common, seed)
    pieces = usable_pieces(vocabulary)
    given = lessons(corpus, known, WordPieces(pieces), seed)
    typer.echo(f"{len(given)} texts, {sum(one.topic is not None for one in given)} phrasings")
    topics = len(read_phrasings(known)[1])
    starts: list[Vectors] = []
    taught: list[Vectors] = []
    for number in range(tuned):
        tuning = TeacherRecipe(seed=seed + number)
        kept = None if teachers is None else teachers / f"teacher-{tuning.seed}.pt"
        teacher = Teacher(pieces).tuned(given, topics, tuning, typer.echo, kept)
        starts.append(teacher.piece_vectors())
        taught.append(teacher.vectors([lesson.clean for lesson in given]))
    recipe = replace(Recipe() if before is None else CONTINUED, seed=seed, layers=layers)
    student = trained(
        side_by_side(starts),
        side_by_side(taught),
        judged_topics(taught, given, topics),
        given,
        recipe if epochs is None else replace(recipe, epochs=epochs),
        typer.echo,
        before,
    )
    write_encoder(out, pieces, student)
    typer.echo(f"{out}: {len(pieces)} pieces, {out.stat().st_size / 1e6:.2f} MB")
    typer.echo("Now run: python -m tools.sentence_encoder learn")


@app.command()
def learn(knowledge: Folder = Path("knowledge")) -> None:
    """Write what the bot should know of the present topics when it starts."""
    write_learned(LEARNED_PATH, load_knowledge(knowledge))
    typer.echo(f"{LEARNED_PATH}: {LEARNED_PATH.stat().st_size / 1e6:.2f} MB")


app()
