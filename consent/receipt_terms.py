"""What a receipt's words mean, as the context of JSON-LD 1.1: ours where it is said, otherwise those of the W3C Data
Privacy Vocabulary 2 (DPV), in its guide to ISO/IEC TS 27560:2023.

The context stands in each receipt whole, so that nothing has to be fetched to read one.
"""

from collections.abc import Mapping

OURS = "urn:samrum:receipt:"
CONFORMS_TO = "https://w3id.org/dpv/schema/dpv-27560#receipt"


def _code(term: str, kind: str) -> dict[str, object]:
    """A property whose values are codes of ours: units, categories, purposes."""
    return {"@id": term, "@type": "@vocab", "@context": {"@vocab": f"urn:samrum:{kind}:"}}


CONTEXT: Mapping[str, object] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "loc": "https://w3id.org/dpv/loc#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "@vocab": OURS,
    "schema_version": {"@id": "dct:conformsTo", "@type": "@id"},
    "receipt_id": "dct:identifier",
    "record": "dpv:hasRecordOfActivity",
    "record_id": "dct:identifier",
    "pii_principal": "dpv:hasDataSubject",
    "processing": "dpv:hasProcess",
    "purpose": _code("dpv:hasPurpose", "purpose"),
    "categories": _code("dpv:hasPersonalData", "category"),
    "jurisdiction": {"@id": "dpv:hasJurisdiction", "@type": "@vocab", "@context": {"SE": "loc:SE"}},
    "parties": "@nest",
    "from_units": _code("dpv:hasDataSource", "unit"),
    "to_units": _code("dpv:hasRecipient", "unit"),
    "units": _code("units", "unit"),
    "notice": "dpv:hasNotice",
    "version": "dct:hasVersion",
    "language": "dct:language",
    "text": "dct:description",
    "event": {
        "@id": "dpv:hasConsentStatus",
        "@context": {
            "state": "@type",
            "given": "dpv:ConsentGiven",
            "refused": "dpv:ConsentRefused",
            "withdrawn": "dpv:ConsentWithdrawn",
            "narrowed": "dpv:ConsentWithdrawn",
            "expired": "dpv:ConsentExpired",
            "time": {"@id": "dpv:isIndicatedAtTime", "@type": "xsd:dateTime"},
            "by": "dpv:isIndicatedBy",
            "how": "dpv:hasIndicationMethod",
        },
    },
    "validity": "dct:valid",
    "starts": {"@id": "dcat:startDate", "@type": "xsd:dateTime"},
    "ends": {"@id": "dcat:endDate", "@type": "xsd:dateTime"},
}
"""Words that stand in none of its lines are ours: what DPV has no word for, and the grounds in the ledger."""
