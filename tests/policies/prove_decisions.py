"""R1: the decision against a second reading in random worlds and in small ones in full, and against Cedar."""

from collections.abc import Iterator
from itertools import count as count_from
from itertools import islice
from multiprocessing import get_context
from os import cpu_count

from policies.answer import Reason
from tests.policies.comparing import A_WORLD, Tally, random_world, small_worlds
from tests.policies.faults import FAULTS, planted
from tests.policies.small_readers import GRIDS
from tests.prove.harness import Harness, Outcome, Progress

CHUNK = 50  # Random worlds to a piece of work.
CEDAR_EACH = 20  # Cedar is asked of every so many worlds: it is asked anew about every subject and consent.
WORTH_FORKING = 100_000
RANDOM_FIRST = 50  # Chunks: some 25,000 answers.

Work = tuple[str, int]


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """The small worlds in full, and random ones, until ``count`` answers were compared.

    With a fault planted the random ones come first, and it ends at the first difference.
    """
    tally = Tally()
    with planted(fault):
        for found in _done(count, _work(seed, fault is not None)):
            tally.add(found)
            progress(tally.tried)
            if tally.differing and (fault is not None or len(tally.differing) > 20):
                break
            if tally.tried >= count:
                break
    unseen = [] if fault is not None or count < 20_000 else _unseen(tally)
    return Outcome(tally.tried, (*tally.differing, *unseen), _counted(tally))


def _counted(tally: Tally) -> dict[str, int | float | str]:
    return {"asked of Cedar too": tally.by_cedar, "different reasons": len(tally.answers)}


def _unseen(tally: Tally) -> list[str]:
    """Reasons that were never the answer: what was not met was not compared."""
    return [f"{reason} was never the answer" for reason in Reason if reason.value not in tally.answers]


def _work(seed: int, random_first: bool) -> Iterator[Work]:
    """Grids by name, and chunks of seeds without end; a seed of one's own moves far away from the others."""
    grids = [(name, 0) for name in GRIDS]
    chunks = (("", place) for place in count_from((seed - 1) * 10_000_000, CHUNK))
    yield from (*islice(chunks, RANDOM_FIRST), *grids) if random_first else grids
    yield from chunks


def _done(count: int, work: Iterator[Work]) -> Iterator[Tally]:
    """The work as it gets done; on all cores when there is much of it."""
    if count < WORTH_FORKING:
        for piece in work:
            yield from _pieces(*piece)
        return
    with get_context("fork").Pool(cpu_count()) as pool:
        # More than is needed, but not without end: a pool takes all of it at once.
        yield from pool.imap(_piece, islice(work, len(GRIDS) + count // (CHUNK * A_WORLD // 2)))


def _piece(work: Work) -> Tally:
    whole = Tally()
    for part in _pieces(*work):
        whole.add(part)
    return whole


def _pieces(name: str, place: int) -> Iterator[Tally]:
    if name:
        yield from small_worlds(name, cedar_each=CEDAR_EACH)
    else:
        yield from (random_world(n, cedar=n % CEDAR_EACH == 0) for n in range(place, place + CHUNK))


HARNESS = Harness(
    id="R1",
    what="decisions against a second reading and against Cedar",
    unit="decisions",
    full=5_000_000,
    short=70_000,
    faults=tuple(FAULTS),
    run=run,
    slow=("an assessment holds a day longer",),
)
