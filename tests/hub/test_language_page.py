"""Choosing a language: kept in the browser, back to where one was, and nowhere else; staff read Swedish."""

from hub.wording import catalogue
from tests.hub.bad_input_sent import Desk

EN = catalogue("en")


async def test_it_is_kept_and_leads_back(table: Desk) -> None:
    mother = table.hub.browser("mother")
    answer = await mother.get("/sprak?val=fi&till=/vem-far-se")
    assert (answer.status_code, answer.headers["location"]) == (303, "/vem-far-se")
    assert 'lang="fi"' in (await mother.get("/vem-far-se")).text
    assert 'lang="fi"' in (await mother.get("/finns-inte")).text
    assert 'href="/sprak?val=sv&amp;till=%2Fvem-far-se"' in (await mother.get("/vem-far-se")).text


ELSEWHERE = (
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
    "/logga-ut",
)
NO_LANGUAGE = (
    "val=xx",
    "val=",
    "val=fi%3B+Domain%3Devil",
    "val=fi%0D%0AX%3A+y",
    "val=../ar",
    "val=SV",
    "val=fi&val=ar",
)
ASKED = {
    "ar-SY,en;q=0.5": "ar",
    "prs": "fa",
    "sv-SE,en": "",
    "SV-Simple": "sv-simple",
    "EN-simple": "en",
    "xx": "",
    "": "",
    "x" * 5000: "",
}


async def test_it_leads_nowhere_else(table: Desk) -> None:
    for back in ELSEWHERE:
        stranger = table.hub.browser()
        answer = await stranger.client.get(
            "/sprak", params={"val": "fi", "till": back}, follow_redirects=False
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), back


async def test_a_language_that_is_none_is_not_chosen(table: Desk) -> None:
    for query in NO_LANGUAGE:
        stranger = table.hub.browser()
        answer = await stranger.get(f"/sprak?{query}")
        assert answer.status_code == 200, query
        assert "sprak" not in stranger.client.cookies, query
    stranger.client.cookies.set("sprak", "x" * 3000, domain="hub.test")
    assert 'lang="sv"' in (await stranger.get("/")).text


async def test_what_nobody_has_approved_is_offered_and_not_given(table: Desk) -> None:
    for asked, offered in ASKED.items():
        page = (await table.hub.browser().get("/", headers={"accept-language": asked})).text
        assert '<html lang="sv" dir="ltr"' in page, asked
        assert (f"/sprak?val={offered}&amp;till=%2F" in page) is bool(offered), asked


async def test_staff_and_auditors_read_swedish(table: Desk) -> None:
    for kind, path in (("participant", "/rum"), ("auditor", "/granskning")):
        browser = table.hub.browser(kind)
        await browser.get("/sprak?val=ar")
        page = await browser.get(path, headers={"accept-language": "ar"})
        assert '<html lang="sv" dir="ltr"' in page.text
        assert "/sprak?" not in page.text


async def test_what_is_hidden_and_what_is_nowhere_are_alike_in_every_language(table: Desk) -> None:
    father = table.hub.browser("father")
    await father.get("/sprak?val=ar")
    pages = [await father.get(f"/uppgift/{number}") for number in (table.ids["hidden"], "z" * 26)]
    assert pages[0].status_code == pages[1].status_code == 404
    texts = [
        page.text.replace(page.headers["content-security-policy"].split("nonce-")[1].split("'")[0], "")
        for page in pages
    ]
    assert texts[0] == texts[1]
    assert 'dir="rtl"' in texts[0]


async def test_a_program_is_answered_in_its_language_too(table: Desk) -> None:
    father = table.hub.browser("father")
    await father.get("/sprak?val=en")
    answer = await father.get("/finns-inte", headers={"accept": "application/problem+json"})
    assert answer.json()["title"] == EN.gettext("Sidan finns inte") != "Sidan finns inte"
