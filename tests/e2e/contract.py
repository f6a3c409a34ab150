"""The OpenAPI document of a service, held against what the service really sends."""

import re
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from jsonschema import FormatChecker
from referencing import Registry
from referencing import Resource
from referencing.jsonschema import DRAFT202012

_DOCUMENT = "urn:document"


class Contract:
    """What the document says about answers."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_DOCUMENT, resource)

    def check(self, response: httpx.Response) -> None:
        """Compare an answer with what the document says about it.

        Raises:
            AssertionError: the document knows no such status, content type, body or header.
        """
        path = self._path(response.request.url.path)
        method = response.request.method.lower()
        if path is None or method not in self._document["paths"][path]:
            # no such address or method: all that can be promised is the form of the refusal
            assert response.status_code in {404, 405}, f"{method} {path} is not documented"
            self._validate("/components/schemas/Problem", response.json())
            return
        place = f"{method.upper()} {path} {response.status_code}"
        answers = self._document["paths"][path][method]["responses"]
        assert str(response.status_code) in answers, f"{place} is not documented"
        pointer = f"/paths/{_escaped(path)}/{method}/responses/{response.status_code}"
        answer = self._resolve(answers[str(response.status_code)])
        for header, promised in answer.get("headers", {}).items():
            if promised.get("required"):
                assert header in response.headers, f"{place} lacks the header {header}"
        if not answer.get("content"):
            assert not response.content, f"{place} has a body"
            return
        kind = response.headers["Content-Type"].partition(";")[0]
        assert kind in answer["content"], f"{place} is {kind}, not {list(answer['content'])}"
        if "$ref" in answers[str(response.status_code)]:
            pointer = answers[str(response.status_code)]["$ref"].removeprefix("#")
        self._validate(f"{pointer}/content/{_escaped(kind)}/schema", response.json())

    def _path(self, path: str) -> str | None:
        for candidate in self._document["paths"]:
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(candidate))
            if re.fullmatch(pattern, path):
                return str(candidate)
        return None

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            found = self._document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def _validate(self, pointer: str, body: Any) -> None:
        validator = Draft202012Validator(
            {"$ref": f"{_DOCUMENT}#{pointer}"},
            registry=self._registry,
            format_checker=FormatChecker(),
        )
        faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(body)]
        assert not faults, f"{pointer}: {faults}\n{body}"


def _escaped(part: str) -> str:
    """A name as a step of a JSON pointer in an address."""
    return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
