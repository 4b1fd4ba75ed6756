"""One case: its world put down, the person logged in, the question asked, and what the ledger says of it."""

from datetime import datetime, timedelta

from httpx2 import Response

from hub.demo.scenarios_http import asking, reasons, seeding
from hub.demo.scenarios_http.browser import Browser, NotLetIn
from hub.demo.scenarios_http.names import Names
from hub.demo.scenarios_http.people import Numbers, everybody
from hub.demo.scenarios_http.stage import Stage
from hub.demo.scenarios_http.world import asked, translated
from hub.house import House
from hub.login.choosing import FAMILY_CHOICE
from policies.answer import Answer
from policies.facts import Facts
from policies.question import Question
from policies.scenarios import Case

BEFORE = timedelta(minutes=1)
"""How long before anything else the world is put down."""

STEP = timedelta(minutes=20)
"""How often a person who stays logged in looks at something."""

DAY = timedelta(hours=10)
"""No session lasts longer."""


async def answered(stage: Stage, case: Case, numbers: Numbers) -> Answer | str:
    """Ask one case on files of its own."""
    ids = Names()
    facts, question = translated(case.facts, ids), asked(case.question, ids)
    people = everybody(case.facts, case.question)
    async with stage.opened() as house, stage.browser() as browser:
        steps = seeding.history(facts)
        login_at = login_moment(question, facts)
        stage.clock.reach(min([login_at, *(step[0] for step in steps)]) - BEFORE)
        await seeding.put_down(
            house,
            facts,
            names={ids.of(name): name for name in people},
            numbers={ids.of(name): numbers.number(name, case.facts) for name in people},
            at=stage.clock.now,
        )
        for at, consent, act, confirmed in steps:
            if at <= login_at:
                stage.clock.reach(at)
                await seeding.happen(house, consent, act, confirmed=confirmed)
        stage.clock.reach(login_at)
        place = numbers.place(case.question.who, case.facts)
        try:
            page = await browser.log_in(place, case.question.who, level=question.loa)
            await _enter(browser, page, question, facts, stage)
        except NotLetIn as refused:
            # At no level at all there is no session, and the question is asked without one.
            if question.loa > 0:
                return f"no session ({refused})"
        for at, consent, act, confirmed in steps:
            if at > login_at:
                stage.clock.reach(min(at, question.at))
                await seeding.happen(house, consent, act, confirmed=confirmed)
        await _stay(browser, stage, login_at, question.at)
        return await _ask(house, browser, stage, question, facts, ids)


def login_moment(question: Question, facts: Facts) -> datetime:
    """When the person logged in; where their assignment ended just now, while it was still in force."""
    at = question.at - question.login_age
    held = facts.staff.get(question.who)
    for one in held.assignments if held is not None else ():
        if one.unit == question.capacity and one.until is not None and at - STEP < one.until <= at:
            return one.until - BEFORE
    return at


async def _enter(browser: Browser, page: Response, question: Question, facts: Facts, stage: Stage) -> None:
    """Choose the assignment, if there is such a one then; otherwise one is here as family."""
    held = facts.staff.get(question.who)
    now = stage.clock.now
    codes = [
        one.id
        for one in (held.assignments if held is not None else ())
        if one.unit == question.capacity and one.since <= now and (one.until is None or now < one.until)
    ]
    await browser.choose(page, codes[0] if codes else FAMILY_CHOICE)


async def _stay(browser: Browser, stage: Stage, since: datetime, until: datetime) -> None:
    """Stay logged in until the moment of asking, as far as any session does."""
    at = since + STEP
    while at < until and at - since < DAY:
        stage.clock.reach(at)
        await browser.stay()
        at += STEP
    stage.clock.reach(until)


async def _ask(
    house: House, browser: Browser, stage: Stage, question: Question, facts: Facts, ids: Names
) -> Answer | str:
    consents = {consent.id: consent for held in facts.consents.values() for consent in held}
    since = (await house.ledger.head()).size
    if not question.ledger_up:
        stage.cut_ledger()
    response = await asking.ask(browser, question, consents)
    return await reasons.answer(house, question, response, since, ids)
