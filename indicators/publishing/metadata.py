"""The data set described for machines: schema.org/Dataset, Croissant 1.0, and a DCAT 3 catalogue, each as JSON-LD.

Addresses are relative to the file they stand in, or whole where the site's own is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indicators import language
from indicators.pages.known import Scope, results
from indicators.publishing.tables import Table
from indicators.subject import SUBJECT
from indicators.version import VERSION
from indicators.wording import site

MEDIA = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
IANA = "https://www.iana.org/assignments/media-types/"
_CROISSANT_TYPES = {
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}


def _span(scope: Scope) -> tuple[str, str]:
    return str(results(scope.known).scores["period"].min()), scope.end


def dataset(scope: Scope, found: Sequence[Table], root: str) -> dict[str, Any]:
    """schema.org/Dataset of the scores, each publisher's table it rests on as a part's source; ``root`` is the way to the site's root."""
    first, last = _span(scope)
    own = [one for one in found if "source" not in one.resource]
    return {
        "@context": "https://schema.org/", "@type": "Dataset", "name": site.dataset_title(), "description": site.dataset_note(first, last),
        "inLanguage": language.current(), "version": VERSION, "dateModified": scope.known.as_of, "license": LICENCE,
        "isAccessibleForFree": True, "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": {"@type": "Place", "name": SUBJECT.name.here},
        "creator": {"@type": "Organization", "name": SUBJECT.title.here},
        "variableMeasured": [item["name"] for one in own if one.name == "scores-scores" for item in one.fields],
        "citation": sorted({str(one.resource["attribution"]) for one in found if "attribution" in one.resource}),
        "distribution": [
            {"@type": "DataDownload", "name": f"{one.name}.{ending}", "encodingFormat": media, "contentUrl": f"{root}{one.path(ending)}"}
            for one in own for ending, media in MEDIA.items()
        ],
    }  # fmt: skip


_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
    "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
}  # fmt: skip


def croissant(scope: Scope, found: Sequence[Table], sums: dict[str, str], root: str) -> dict[str, Any]:
    """Croissant 1.0: every table as a file with its checksum and a set of records with its columns."""
    first, last = _span(scope)
    return {
        "@context": _CONTEXT, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "name": f"{SUBJECT.code.lower()}-risk",
        "description": site.dataset_note(first, last), "license": LICENCE, "url": root, "version": VERSION, "datePublished": scope.known.as_of,
        "citeAs": f"{SUBJECT.title.en}, {scope.known.as_of}, version {VERSION}",
        "creator": {"@type": "Organization", "name": SUBJECT.title.en},
        "distribution": [
            {"@type": "cr:FileObject", "@id": _id(one), "name": f"{one.name}.csv", "description": str(one.resource["description"]),
             "contentUrl": f"{root}{one.path('csv')}", "encodingFormat": MEDIA["csv"], "sha256": sums[one.path("csv")]}
            for one in found
        ],
        "recordSet": [
            {"@type": "cr:RecordSet", "@id": one.name, "name": one.name, "description": str(one.resource["description"]),
             "field": [_field(one, item) for item in one.fields]}
            for one in found
        ],
    }  # fmt: skip


def _id(one: Table) -> str:
    return f"{one.name}.csv"


def _field(one: Table, item: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field", "@id": f"{one.name}/{item['name']}", "name": item["name"], "description": item["description"],
        "dataType": _CROISSANT_TYPES.get(item["type"], "sc:Text"),
        "source": {"fileObject": {"@id": _id(one)}, "extract": {"column": item["name"]}},
    }  # fmt: skip


def dcat(scope: Scope, found: Sequence[Table], sums: dict[str, str], root: str) -> dict[str, Any]:
    """A DCAT 3 catalogue: every table a data set with its licence and, in each form, its checksum."""
    first, last = _span(scope)
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": root, "@type": "dcat:Catalog", "dct:title": list(_titles()), "dct:description": site.dataset_note(first, last),
        "dct:modified": {"@value": scope.known.as_of, "@type": "xsd:date"}, "dct:license": {"@id": LICENCE},
        "dct:language": [{"@id": f"{LANGUAGES}{key}"} for key in language.LANGUAGES],
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": SUBJECT.title.en},
        "dcat:service": {
            "@id": f"{root}api/v1/", "@type": "dcat:DataService", "dct:title": site.INTERFACE,
            "dcat:endpointURL": {"@id": f"{root}api/v1/"}, "dcat:endpointDescription": {"@id": f"{root}api/v1/openapi.json"},
        },
        "dcat:dataset": [_dataset(one, sums, root) for one in found],
    }  # fmt: skip


def _titles() -> list[dict[str, str]]:
    return [{"@value": SUBJECT.title.en, "@language": "en"}, {"@value": SUBJECT.title.fr, "@language": "fr"}]


def _dataset(one: Table, sums: dict[str, str], root: str) -> dict[str, Any]:
    resource = one.resource
    issued = {"dct:issued": {"@value": resource["published"], "@type": "xsd:date"}} if "published" in resource else {}
    source = {"dct:source": {"@id": resource["sources"][0]["path"]}} if "path" in resource["sources"][0] else {}
    return {
        "@id": f"{root}{one.path('json')}#", "@type": "dcat:Dataset", "dct:identifier": one.name, "dct:title": resource["title"],
        "dct:description": resource["description"], "dct:license": {"@id": resource["licenses"][0]["path"]}, **issued, **source,
        "dcat:distribution": [
            {
                "@id": f"{root}{one.path(ending)}", "@type": "dcat:Distribution",
                "dcat:accessURL": {"@id": f"{root}{one.path(ending)}"}, "dcat:downloadURL": {"@id": f"{root}{one.path(ending)}"},
                "dcat:mediaType": {"@id": f"{IANA}{media}"}, "dct:license": {"@id": resource["licenses"][0]["path"]},
                "spdx:checksum": {
                    "@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": {"@value": sums[one.path(ending)], "@type": "xsd:hexBinary"},
                },
            }
            for ending, media in MEDIA.items()
        ],
    }  # fmt: skip
