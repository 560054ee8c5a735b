"""What a newcomer does: ask, choose from did-you-mean, pick from the list, read the answers."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fixtures_knowledge import real_assistant
from playwright.sync_api import Page, expect, sync_playwright

from bot.reply import Answer, Suggestions

ARTIFACTS = Path(__file__).resolve().parents[2] / "test-artifacts"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FEE = "How much does the CPC exam cost?"
PATIENCE = 30_000
VAGUE = ("exam", "certification", "books", "work", "pay", "how to start", "membership")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 400, "height": 800}


def vague_question() -> tuple[str, str]:
    """A question that the bot has to ask back about, and the first thing it offers."""
    for question in VAGUE:
        reply = real_assistant().ask(question)
        if isinstance(reply, Suggestions):
            return question, reply.choices[0].entry
    raise AssertionError(f"none of {VAGUE} is vague any more")


def type_command(page: Page, question: str) -> None:
    page.get_by_placeholder("Message #ask-the-bot").click()
    page.keyboard.type("/ask")
    page.get_by_role("option", name="/ask").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="question, required").wait_for()
    page.keyboard.type(question)


def photograph(page: Page, name: str) -> None:
    last = page.locator("article.channel-message").last
    expect(last).to_contain_text(FEE)
    last.scroll_into_view_if_needed()
    page.screenshot(path=ARTIFACTS / name)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send", exact=True).click()


@pytest.mark.browser
@pytest.mark.skipif(
    not CHROMIUM.exists() and "CI" not in os.environ, reason="needs Debian's chromium"
)
def test_a_newcomer_asks_chooses_picks_and_reads(start_preview: Callable[..., Any]) -> None:
    running = start_preview()
    ARTIFACTS.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport=DESKTOP)
        page.goto(running.address)
        expect(page.locator("article.channel-message").first).to_contain_text(
            "Ask me about medical coding"
        )

        # First of all: once a credential was named, the next vague question is about that one.
        choose_and_read(page)
        pick_and_read(page)

        photograph(page, "preview-desktop.png")
        phone = browser.new_page(viewport=PHONE)
        phone.goto(running.address)
        expect(phone.locator("#action-status")).to_have_text("Viewport updated")
        photograph(phone, "preview-phone.png")
        browser.close()

    running.process.send_signal(signal.SIGINT)
    assert "Traceback" not in running.process.communicate(timeout=60)[1]
    assert running.process.returncode == 0


def pick_and_read(page: Page) -> None:
    type_command(page, "cpc exam cost")
    page.get_by_role("option", name=FEE).click()
    expect(page.get_by_role("combobox", name="question, required")).to_have_value(FEE)
    send(page)

    answer = page.locator("article.channel-message").last
    reply = real_assistant().answer("exam-fee/cpc")
    assert isinstance(reply, Answer)
    expect(answer).to_contain_text(FEE)
    expect(answer).to_contain_text("Source: ")
    expect(answer).to_contain_text(reply.sources[0].publisher)
    expect(answer.get_by_role("button", name="Helpful")).to_be_visible()


def choose_and_read(page: Page) -> None:
    question, entry = vague_question()
    reply = real_assistant().answer(entry)
    assert isinstance(reply, Answer)
    type_command(page, question)
    send(page)

    offer = page.locator("article.channel-message").last
    expect(offer).to_contain_text("Did you mean one of these?")
    expect(page.locator("#action-status")).to_have_text("Action completed")
    page.screenshot(path=ARTIFACTS / "preview-did-you-mean.png")
    offer.get_by_role("button", name=reply.question).click()

    answer = page.locator("article.channel-message").last
    expect(answer).to_contain_text(reply.question)
    expect(answer).to_contain_text("Source")
