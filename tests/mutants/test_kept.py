"""A run over the mutants that was cut off goes on where it was, and never with what was found of other code."""

from pathlib import Path

from tests.mutants.kept import Kept


def test_what_is_known_is_of_this_tree_alone(tmp_path: Path) -> None:
    for folder in ("hub", "tests"):
        (tmp_path / folder).mkdir()
    code = tmp_path / "hub" / "gate.py"
    code.write_text("yes = False\n")
    Kept(tmp_path).add("a", ("killed", "test_a"))
    Kept(tmp_path).add("b", ("survived", ""))
    assert Kept(tmp_path).known() == {"a": ("killed", "test_a"), "b": ("survived", "")}
    test = tmp_path / "tests" / "test_gate.py"
    test.write_text("")
    assert Kept(tmp_path).known() == {}
    test.unlink()
    code.write_text("yes = True\n")
    assert Kept(tmp_path).known() == {}
    code.write_text("yes = False\n")
    assert len(Kept(tmp_path).known()) == 2


def test_a_line_that_was_cut_off_is_none(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.add("a", ("killed", "test_a"))
    (file,) = (tmp_path / ".prove").iterdir()
    file.write_text(file.read_text() + '["b", ["kil')
    assert kept.known() == {"a": ("killed", "test_a")}


def test_of_another_tree_it_is_known_which_test_noticed(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    kept = Kept(tmp_path)
    assert kept.noticed_before() == {}
    kept.add("a", ("killed", "test_a"))
    kept.add("b", ("survived", "though tests run through it"))
    (tmp_path / "hub" / "gate.py").write_text("")
    assert Kept(tmp_path).known() == {}
    assert Kept(tmp_path).noticed_before() == {"a": "test_a"}
