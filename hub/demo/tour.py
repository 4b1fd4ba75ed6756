"""The main job, walked through the running application by made-up people who are really logged in.

Everything happens over HTTP, on pages that anybody of them would see. Whatever is not as it should be is a
Deviation: the walk stops there and says what it was.
"""

import httpx2

from consent.errors import SamrumError
from hub.app import create_app
from hub.demo.load import Say, load_town
from hub.demo.people import demo_people
from hub.demo.tour_proofs import Walk, audited, checks_receipt
from hub.demo.town import town
from hub.demo.visitor import Deviation, Visitor
from hub.login.oidc import OidcClient
from hub.settings import Settings

TITLE = "Hur Ture har det i skolan"
WORDS = "Ture blir ofta ledsen på rasterna."
HER_UNIT, HER_ROLE = "Barn- och ungdomspsykiatrin (BUP)", "psykolog"


async def walk(settings: Settings, *, say: Say) -> bool:
    """Walk it all in an empty database; answers whether everything was as it should be."""
    app = create_app(settings, demo_people=demo_people(town()))
    app.state.oidc = OidcClient(settings, transport=httpx2.ASGITransport(app=app))  # type: ignore[arg-type]
    async with app.lifespan():
        say("Furuvalla flyttar in: påhittade familjer, de som arbetar där, och deras rum.")
        try:
            await load_town(app.state.house, say=lambda _: None)
            await _story(Walk(app, settings, say))
        except SamrumError as deviation:
            say(f"\nHÄR GICK DET FEL: {deviation}")
            return False
    say("\nAllt gick som det skulle.")
    return True


async def _story(on: Walk) -> None:
    rebecka = await on.somebody("Rebecka Thorell", as_="psykolog")
    asa = await on.somebody("Åsa Lindgård", as_="kurator")
    helena = await on.somebody("Helena Sandell")
    mattias = await on.somebody("Mattias Brodin")
    text = await _closed_at_first(on, rebecka, asa)
    await _says_yes(on, helena, "mamma")
    await _still_closed(on, rebecka, text)
    await _says_yes(on, mattias, "pappa")
    await _reads(on, rebecka, text)
    await _sees_who_read(on, helena)
    receipt = await _withdraws(on, helena)
    await _refused(on, rebecka, text)
    await _reads_her_own(on, asa)
    checks_receipt(on, receipt)
    await audited(on)
    for person in (rebecka, asa, helena, mattias):
        await person.go("/")
        await person.log_out()


async def _closed_at_first(on: Walk, rebecka: Visitor, asa: Visitor) -> str:
    on.say("Rebecka, psykolog på BUP, öppnar Tures rum. Skolan har skrivit om honom.")
    await rebecka.follow("Ture Sandell")
    rebecka.expect("Det finns inget du kan läsa här just nu.")
    on.say("  Hon ser inga texter: ingen har sagt ja än.")
    await asa.follow("Ture Sandell")
    address = asa.link("från Tallbackaskolan, elevhälsan").address
    await _tries(rebecka, address)
    on.say("  Åsa i skolan ger henne adressen. Den öppnar inget, och det skrevs ner att hon frågade.")
    return address


async def _tries(rebecka: Visitor, address: str) -> None:
    """She asks, is refused in words that blame nobody, and sees nothing of it."""
    await rebecka.go(address)
    rebecka.expect("Det är nerskrivet att du frågade.", status=403)
    rebecka.expect_not(TITLE, WORDS, "Helena", "Mattias")


async def _says_yes(on: Walk, parent: Visitor, who: str) -> None:
    first = parent.name.split()[0]
    on.say(f"{first}, Tures {who}, läser frågan och säger ja.")
    await parent.follow("Vem får se vad")
    await parent.follow("Läs frågan och svara")
    parent.expect("Får de läsa om Ture Sandell?", HER_UNIT)
    await parent.press("Ja, dela med")
    parent.expect("Ditt ja är sparat")
    parent.link("Visa ditt kvitto")


async def _still_closed(on: Walk, rebecka: Visitor, address: str) -> None:
    await _tries(rebecka, address)
    on.say("  Rebecka frågar igen. Ett ja räcker inte, båda föräldrarna måste svara.")


async def _reads(on: Walk, rebecka: Visitor, address: str) -> None:
    on.say("Nu har båda svarat. Rebecka öppnar texten igen.")
    await rebecka.follow("Rum")
    await rebecka.follow("Ture Sandell")
    await rebecka.follow("från Tallbackaskolan, elevhälsan")
    rebecka.expect(TITLE, WORDS, "Det är nerskrivet att du har läst.")
    if not str(rebecka.answer.url).startswith(on.settings.public_url + address):
        raise Deviation("the text that she reads is not the one that she asked for before")
    on.say(f"  Hon läser: “{WORDS}” Läsningen skrevs ner innan hon såg ett ord.")


async def _sees_who_read(on: Walk, helena: Visitor) -> None:
    await helena.follow("Vem har läst")
    helena.expect(f"{HER_UNIT}, {HER_ROLE}", "Hur jag mår")
    on.say("Helena ser under “Vem har läst” att en psykolog på BUP har läst.")


async def _withdraws(on: Walk, helena: Visitor) -> bytes:
    await helena.follow("Vem får se vad")
    await helena.follow("Se mer eller ändra")
    await helena.follow("Sluta dela")
    helena.expect("Det gäller genast", HER_UNIT)
    await helena.press("Sluta dela nu", choose="Allt")
    helena.expect("Det är klart", "De här har redan läst", HER_UNIT)
    on.say("Helena slutar dela. Det gäller genast, och hon får veta vilka som hann läsa.")
    await helena.follow("Visa ditt kvitto")
    helena.expect("Kvitto", "Du slutade dela")
    return await helena.download("Ladda ner som fil")


async def _refused(on: Walk, rebecka: Visitor, address: str) -> None:
    await rebecka.follow("Tillbaka till rummet")
    rebecka.expect("Stängda för dig nu")
    await rebecka.follow("Text från Tallbackaskolan, elevhälsan")
    await _tries(rebecka, str(rebecka.answer.url))
    await _tries(rebecka, address)
    on.say("Rebecka vill läsa en gång till. Dörren är stängd, och hon får inte veta vem som stängde.")


async def _reads_her_own(on: Walk, asa: Visitor) -> None:
    await asa.follow("från Tallbackaskolan, elevhälsan")
    asa.expect(TITLE, WORDS)
    on.say("Åsa på elevhälsan läser det hon själv har skrivit, som förut.")
