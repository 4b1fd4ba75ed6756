"""What a receipt says to a program that knows JSON-LD and DPV and nothing of ours: as triples, without a network."""

import msgspec
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD

from consent.events import ConsentExpired, ConsentGranted, ConsentRefused, ConsentWithdrawn, Event
from consent.ledger.log import Ledger
from tests.consent.test_receipt import MADE, SALT, SHOWN, ledger, receipt_of, shown_yes

__all__ = ["ledger"]

# rdflib's own parser makes what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DPV = Namespace("https://w3id.org/dpv#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
LOC = Namespace("https://w3id.org/dpv/loc#")


def triples(receipt: str) -> Graph:
    """The receipt's line, read with the context that stands in it."""
    return Graph().parse(data=receipt.partition("\n")[0], format="json-ld")


async def test_it_is_a_receipt_of_a_record_in_the_words_of_dpv(ledger: Ledger) -> None:
    graph = triples(await receipt_of(ledger, shown_yes(), SHOWN.notice(SALT)))
    (receipt,) = graph.subjects(RDF.type, DPV.ConsentReceipt)
    conforms = URIRef("https://w3id.org/dpv/schema/dpv-27560#receipt")
    assert [*graph.objects(receipt, DCTERMS.conformsTo)] == [conforms]
    assert [*graph.objects(receipt, DCTERMS.identifier)] == [Literal("a1")]
    (record,) = graph.objects(receipt, DPV.hasRecordOfActivity)
    assert (record, RDF.type, DPV.ConsentRecord) in graph
    assert (record, DPV.hasDataSubject, Literal("p2")) in graph
    units = {"BUP", "SOC.FORE"}
    assert {*graph.objects(record, DPV.hasRecipient)} == {URIRef(f"urn:samrum:unit:{unit}") for unit in units}
    assert URIRef("urn:samrum:unit:SKOLA.EH") in {*graph.objects(record, DPV.hasDataSource)}
    (process,) = graph.objects(record, DPV.hasProcess)
    assert (process, DPV.hasPurpose, URIRef("urn:samrum:purpose:SIP-skolfranvaro")) in graph
    assert (process, DPV.hasPersonalData, URIRef("urn:samrum:category:maende")) in graph
    assert (process, DPV.hasJurisdiction, LOC.SE) in graph
    (notice,) = graph.objects(record, DPV.hasNotice)
    assert (notice, DCTERMS.language, Literal("sv")) in graph
    assert (notice, DCTERMS.description, Literal(SHOWN.text)) in graph
    assert (notice, DCTERMS.hasVersion, Literal(SHOWN.version)) in graph


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (ConsentGranted(**MADE), DPV.ConsentGiven),
        (ConsentRefused(**MADE), DPV.ConsentRefused),
        (ConsentWithdrawn(**MADE), DPV.ConsentWithdrawn),
        (ConsentWithdrawn(**MADE, units=frozenset({"BUP"})), DPV.ConsentWithdrawn),
        (ConsentExpired(room="r1", consent="c1"), DPV.ConsentExpired),
    ],
    ids=["grant", "refuse", "withdraw", "narrow", "expire"],
)
async def test_what_was_done_is_a_state_of_consent(ledger: Ledger, event: Event, status: URIRef) -> None:
    graph = triples(await receipt_of(ledger, event))
    (done,) = graph.objects(None, DPV.hasConsentStatus)
    assert [*graph.objects(done, RDF.type)] == [status]
    (time,) = graph.objects(done, DPV.isIndicatedAtTime)
    assert isinstance(time, Literal)
    assert time.datatype == XSD.dateTime
    (window,) = graph.objects(done, DCTERMS.valid)
    assert len([*graph.objects(window, DCAT.startDate), *graph.objects(window, DCAT.endDate)]) == 2


async def test_no_basis_of_the_gdpr_is_named_and_nothing_is_fetched(ledger: Ledger) -> None:
    text = await receipt_of(ledger, shown_yes())
    assert "hasLegalBasis" not in text
    assert "gdpr" not in text.lower()
    assert isinstance(msgspec.json.decode(text.partition("\n")[0])["@context"], dict)


async def test_no_word_of_it_is_lost_on_the_way_to_triples(ledger: Ledger) -> None:
    """Every field has a meaning: each value that is not null comes out as a triple's object."""
    text = await receipt_of(ledger, shown_yes(), SHOWN.notice(SALT))
    content = msgspec.json.decode(text.partition("\n")[0])
    said = {str(value) for value in triples(text).objects()}
    for value in leaves({name: part for name, part in content.items() if name != "@context"}):
        if value not in ("given", "SE") and "T09:00" not in value:
            name = value.rpartition(":")[2]
            assert any(one == value or one.endswith((f":{name}", f"#{name}")) for one in said), value


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [] if value is None else [str(value)]
