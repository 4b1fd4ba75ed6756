"""The parts of one run, each in a process of its own, and how far they have come in all."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tests.prove.harness import Progress

Found = TypeVar("Found")

_told: list[Any] = []


def side_by_side(
    part: Callable[..., Found], given: Sequence[tuple[Any, ...]], progress: Progress
) -> list[Found]:
    """What `part` found with each of the arguments `given`; it is also given the progress to tell."""
    context = multiprocessing.get_context("spawn")
    told = [context.Value("q", 0) for _ in given]
    with context.Pool(len(given), initializer=_telling, initargs=(told,)) as pool:
        waiting = [pool.apply_async(_part, (part, place, one)) for place, one in enumerate(given)]
        while not all(one.ready() for one in waiting):
            time.sleep(0.5)
            progress(sum(one.value for one in told))
        return [one.get() for one in waiting]


def left_alone() -> bool:
    """Whether whoever asked for this part has been stopped meanwhile."""
    parent = multiprocessing.parent_process()
    return parent is not None and not parent.is_alive()


def _telling(told: list[Any]) -> None:
    _told[:] = told


def _part(part: Callable[..., Found], place: int, given: tuple[Any, ...]) -> Found:
    def progress(tried: int) -> None:
        _told[place].value = tried

    return part(*given, progress)
