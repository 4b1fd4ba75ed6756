"""Which language somebody reads: what a catalogue may hold, what is shown of it, and who is shown which."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from hub import wording
from hub.wording import gathering, translated, words
from hub.wording.languages import best_of

HOW_I_AM = "Hur jag mår"
ARABIC = "كيف حالي"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues of its own, with none in it."""
    monkeypatch.setattr(translated, "CATALOGUES", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (wording.languages, wording.approved, wording.catalogue, translated.load):
        kept.cache_clear()


def catalogue(language: str = "ar", *, source: str = HOW_I_AM, approved: str = translated.NOBODY) -> None:
    """Write a catalogue of one text, made of `source`."""
    made = Catalog(locale=translated.locale_of(language))
    hashed = translated.source_hash(Message(source))
    made.add(HOW_I_AM, ARABIC, user_comments=(f"source: {hashed}", f"approved: {approved}"))
    gathering.write(language, made)
    forget()


def test_a_language_without_a_catalogue_is_shown_in_swedish(folder: Path) -> None:
    assert wording.languages() == ("sv",)
    assert wording.choose(["ar", "sv-SE"]) == "sv"
    with wording.speaking("ar"):
        assert wording.gettext("Rum") == "Rum"
        assert wording.ngettext("en", "flera", 2) == "flera"
    assert wording.language() == "sv"


def test_a_translator_adds_a_file_and_the_pages_speak_that_language(folder: Path) -> None:
    catalogue()
    assert wording.choose(["ar-SY", "sv"]) == "ar"
    with wording.speaking("ar"):
        assert words.category("maende") == ARABIC
        assert words.category("brott") == "Brott och polis"
        assert wording.direction() == "rtl"


def test_what_was_made_of_another_swedish_text_is_not_shown(folder: Path) -> None:
    catalogue(source="Hur du mår", approved="Layla, 2026-11-01")
    with wording.speaking("ar"):
        assert words.category("maende") == HOW_I_AM
    assert wording.lacking("ar")
    assert wording.approved() == {"sv"}


@pytest.mark.parametrize(
    ("by", "known"), [("nobody", {"sv"}), ("", {"sv"}), ("Layla, 2026-11-01", {"sv", "ar"})]
)
def test_a_language_is_approved_when_somebody_has_approved_every_text(
    folder: Path, by: str, known: set[str]
) -> None:
    catalogue(approved=by)
    assert wording.approved() == known
    assert not wording.lacking("ar")


def test_easy_swedish_is_read_by_whoever_reads_swedish_when_it_is_approved(folder: Path) -> None:
    for approved, read in ((translated.NOBODY, "sv-simple"), ("Bo, 2026-12-01", "sv")):
        catalogue("sv-simple", approved=approved)
        assert wording.read_as("sv-simple") == read
        assert wording.read_as("ar") == "ar"


def test_an_empty_catalogue_is_approved_by_nobody(folder: Path) -> None:
    gathering.write("ar", Catalog(locale="ar"))
    forget()
    assert wording.approved() == {"sv"}


def test_a_rewritten_text_keeps_its_old_translation_until_somebody_has_looked(folder: Path) -> None:
    """One letter less in the Swedish: the translation stands there for the translator, and nobody is shown it."""
    rewritten = next(text.one for text in gathering.family_texts() if len(text.one) > 60 and not text.many)
    made = Catalog(locale="ar")
    before = f"{rewritten} Nu"
    made.add(before, "قديم", user_comments=(f"source: {translated.source_hash(Message(before))}",))
    gathering.write("ar", made)
    after = gathering.update("ar")[rewritten]
    assert after is not None
    assert after.string == "قديم"
    assert not translated.is_usable(after)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (["prs", "en"], "fa"),
        (["fa-AF"], "fa"),
        (["xx", "fi-FI"], "fi"),
        (["sv-SE"], "sv"),
        (["sv-simple"], "sv-simple"),
        (["xx"], "sv"),
        ([], "sv"),
        (["*", ""], "sv"),
    ],
)
def test_the_first_language_that_is_there_is_chosen(wanted: list[str], chosen: str) -> None:
    assert best_of(wanted, ("sv", "sv-simple", "fa", "fi")) == chosen
