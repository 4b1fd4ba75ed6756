"""A municipality's own file of forums: what is wrong in it is said at the start, with its place."""

from pathlib import Path

import pytest

from consent.words import CATEGORIES
from hub.meeting.forums import load
from hub.settings import SettingsProblem
from hub.wording.purposes import PURPOSES


def test_those_that_are_shipped_are_the_forums_of_the_field() -> None:
    forums = load(None)
    assert [forum.name for forum in forums.values()] == ["SIP", "SSPF", "BarnSAM", "EHT", "Nätverksmöte"]
    for forum in forums.values():
        assert {*forum.purposes} <= {*PURPOSES}
        assert {*forum.categories} <= {*CATEGORIES}
        assert forum.agenda[0].topic == "start"
        assert forum.agenda[-1].topic == "nasta"


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="can't be read: FileNotFoundError"):
        load(tmp_path / "forums.toml")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('id = "sip"\n', "two forums have the id 'sip'"),
        ('id = "SIP!"\n', "id"),
        ("categories = ['vader']\n", "sip, categories: 'vader' is none of"),
        ("agenda = [{topic = 'kaffe', minutes = 5}]\n", "sip, agenda, topic: 'kaffe' is none of"),
        ("agenda = [{topic = 'start', minutes = 0}]\n", "minutes"),
        ("lunch = true\n", "lunch"),
        ("[[[", "SAMRUM_FORUMS: forums.toml"),
    ],
)
def test_a_municipality_s_own_forums_are_checked_and_the_fault_is_named(
    tmp_path: Path, wrong: str, said: str
) -> None:
    file = tmp_path / "forums.toml"
    head = '[[forum]]\nid = "sip"\nname = "SIP"\nabout = "Plan."\n'
    file.write_text(head, "utf-8")
    assert [*load(file)] == ["sip"]
    again = '[[forum]]\nname = "SIP"\nabout = "Plan."\n' if wrong.startswith("id") else ""
    file.write_text(head + again + wrong, "utf-8")
    with pytest.raises(SettingsProblem) as problem:
        load(file)
    assert said in str(problem.value)
