"""The translations as they are shipped: complete, of the Swedish as it is now, with nothing lost on the way."""

import re
import unicodedata
from io import BytesIO

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from hub import wording
from hub.wording import gathering, translated
from hub.wording.languages import NAMES, SOURCE

LANGUAGES = [tag for tag in NAMES if tag != SOURCE]
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ti": "ETHIOPIC", "uk": "CYRILLIC"}
PLACES = re.compile(r"%\(\w+\)[sd]")


def test_every_language_that_is_named_is_there_and_no_other() -> None:
    assert wording.languages() == tuple(NAMES)
    assert {path.name for path in translated.CATALOGUES.iterdir() if path.is_dir()} == {*LANGUAGES}


def test_swedish_alone_is_approved_until_native_readers_have_read() -> None:
    assert wording.approved() == {SOURCE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_every_text_of_now_translated(language: str) -> None:
    """`make texts` would change nothing, and nobody who reads it meets Swedish."""
    before = translated.path_of(language).read_bytes()
    assert gathering.as_file(language, gathering.update(language)) == before
    assert translated.load(language).lacking == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stands_in_the_translation_too(language: str) -> None:
    wrong = [one.id for one in translated.messages(translated.read(language)) if not _keeps_its_places(one)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_text_alone_in_its_own_script(language: str) -> None:
    for one in translated.messages(translated.read(language)):
        for said in translated.strings(one):
            assert not re.search(r"[<>\n\u202a-\u202e\u2066-\u2069]", said), one.id
            letters = [c for c in PLACES.sub("", said) if c.isalpha()]
            own = [c for c in letters if unicodedata.name(c).startswith(SCRIPTS.get(language, "LATIN"))]
            assert len(said) < 30 or len(own) >= len(letters) / 2, one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_of_a_number_are_those_of_the_language(language: str) -> None:
    """Every number from 0 to 120 finds a form, and says the number where more than one form would fit it."""
    catalogue = translated.read(language)
    several = [one for one in translated.messages(catalogue) if len(translated.ids(one)) > 1]
    assert several
    with wording.speaking(language):
        for one in several:
            for number in range(121):
                said = wording.ngettext(*translated.ids(one), number)
                assert said in translated.strings(one)
                assert number < 3 or "%(num)d" in said or "%(num)d" not in translated.ids(one)[1]
    assert write_mo(BytesIO(), catalogue) is None


def _keeps_its_places(message: Message) -> bool:
    """Whether each form has the places of its Swedish; the form for one may leave the number out."""
    *_, wanted = (set(PLACES.findall(one)) for one in translated.ids(message))
    several = len(translated.ids(message)) > 1
    said = [set(PLACES.findall(one)) for one in translated.strings(message)]
    return all(one <= wanted if several else one == wanted for one in said)
