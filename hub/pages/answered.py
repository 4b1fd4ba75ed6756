"""The page that somebody answers, looked at again when the answer is taken: it may be another by then."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act, Consent
from consent.words import ActKind
from hub.acting import consent_in
from hub.alone import is_guarded, is_kept
from hub.desk import Outcome
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.pages.consented import after_act, may_see, whole_card
from hub.pages.forms import Form
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again
from hub.pages.proven import is_proven, was_shown
from hub.sharing import capacity_of
from hub.wording import speaking
from policies.answer import Reason

Compare = Callable[[Card, Seen, Caller], Awaitable[Shown | None]]
"""The text of a page as these facts have it; nothing where it is another than the form says."""


@dataclass(slots=True)
class Page:
    """What a form says that its page showed, in which language; `text` is what came of it the last time.

    It waits for keys: so it is looked at before the answer's turn, and in it only where the facts have moved since.
    What a no answers is `settled` then: it is taken whatever has become of the question. `proven`: its form stood on a
    page that was shown in this login; `known`: or in another of the same person's.
    """

    house: House
    caller: Caller
    number: str
    language: str
    compare: Compare
    settled: bool
    proven: bool
    known: bool
    text: Shown | None = None
    versions: Mapping[str, int] | None = None

    async def __call__(self, seen: Seen) -> Shown | None:
        """The text, as these facts have it; nothing where it is another than the form says."""
        if self.versions is not None and (self.settled or self.versions == seen.versions):
            return self.text
        self.text, self.versions = None, seen.versions
        consent = consent_in(seen.facts, self.number)
        part = capacity_of(consent, self.caller.who, seen.facts, seen.at) if consent is not None else None
        if consent is not None and part is not None and self.shows(consent, seen):
            card = await whole_card(self.house, consent, part, seen, self.caller)
            with speaking(self.language):
                self.text = await self.compare(card, seen, self.caller)
        return self.text

    def shows(self, consent: Consent, seen: Seen) -> bool:
        """Whether the question has a page for the caller now, or had it where a child's login has grown old since."""
        hidden = not self.proven and is_kept(self.caller, consent, seen.facts, seen.at)
        return not hidden and may_see(consent, seen, self.caller)

    def tells(self, consent: Consent, seen: Seen, outcome: Outcome) -> bool:
        """Whether the caller hears what came of it: also of a no to what is not shown, which leaves its act."""
        left = bool(outcome.entries) or not self.keeps(consent, seen)
        return left if self.settled else self.shows(consent, seen)

    def keeps(self, consent: Consent, seen: Seen) -> bool:
        """Whether it is not shown to a child whose login is old, and the form is from no page that ever was."""
        return not self.known and is_kept(self.caller, consent, seen.facts, seen.at)


def page_of(request: AnyRequest, form: Form, answer: Act, compare: Compare, *, number: str) -> Page:
    """The page that a form says it stood on; in the language of the answer where it says none."""
    return Page(
        house_of(request),
        caller_of(request),
        number,
        form.shown_in("sprak") or answer.language,
        compare,
        settled=answer.kind is not ActKind.GRANT,
        proven=is_proven(request, form, number),
        known=was_shown(request, form, number),
    )


def of_another(page: Page, outcome: Outcome, seen: Seen) -> bool:
    """Whether a child whose login is old has said yes to another page than ours."""
    guarded = is_guarded(page.caller, seen.facts, seen.at)
    return guarded and page.text is None and outcome.answer.reason is not Reason.LOG_FAILURE


def of_old_login(
    request: AnyRequest, form: Form, consent: Consent, outcome: Outcome, seen: Seen, *, kept: str = ""
) -> Template | Redirect:
    """The page for such a yes: whether the child has said yes before is not to be found out there, nor that there is a
    question which is not shown now. Whoever had the page before them hears that their yes, sent twice, has come."""
    if was_shown(request, form, consent.id):
        return after_act(request, outcome, "") if outcome.answer.allowed else log_in_again(request, kept=kept)
    if not kept and is_kept(caller_of(request), consent, seen.facts, seen.at):
        raise NotFoundException
    return log_in_again(request, kept=kept)
