"""What a service knows of its origin: the answers file, written by the template, read here."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import yaml

from ringfence.errors import InputError
from ringfence.repository import Repository

FILE = ".copier-answers.yml"
_MARKERS = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The template's `address` and `version`, and the answers that were rendered.

    A template without a history has no version: it is empty then.  The record is `genuine` if nobody has changed it since; without a digest that can not be told, and it is believed.
    """

    address: str
    version: str
    answers: Mapping[str, Any]
    genuine: bool


def digest(content: Mapping[str, Any]) -> str:
    """The digest of a record: of its parsed content, so that neither line ends nor comments matter.

    Templates compute the same in `extensions/service.py`.
    """
    rest = {key: value for key, value in content.items() if key != "_digest"}
    # what is no JSON, such as a date, has come by hand
    return sha256(json.dumps(rest, sort_keys=True, default=str).encode()).hexdigest()[:16]


def staged_record(repository: Repository) -> Record:
    """The record as it is staged.

    Raises:
        InputError: there is none that can be read.
    """
    place = repository.service / FILE
    text = _text_at(repository, "")
    if text is None and f"{repository.prefix}{FILE}" in repository.conflicts():
        raise InputError([f"{place} conflicts still: resolve it and git add it"])
    if text is None:
        raise InputError(
            [f"{place} is not there: this is no generated service, or git does not know the file"]
        )
    if _MARKERS.search(text):
        raise InputError([f"{place} has conflict markers: resolve them and git add it"])
    record = _parsed(text)
    if record is None:
        raise InputError(
            [
                f"{place} is damaged: bring it back with git checkout HEAD -- {repository.prefix}{FILE}"
            ]
        )
    if not record.version:
        raise InputError(
            [
                f"{place} does not say which version of the template has made the service; Ringfence 0.1.0 did not"
                " record it: if that has made it, write `_commit: v0.1.0` and `_src_path: gh:ringfence/ringfence`"
                " into the file, and git commit it"
            ]
        )
    return record


def last_genuine(repository: Repository) -> Record | None:
    """The newest record in the history (first parents) that nobody has edited."""
    path = f"{repository.prefix}{FILE}"
    log = ("log", "--first-parent", "--format=%H", "HEAD", "--", f":(top,literal){path}")
    for commit in repository.git(*log).split():
        text = _text_at(repository, commit)
        record = _parsed(text) if text is not None else None
        if record is not None and record.version and record.genuine:
            return record
    return None


def _text_at(repository: Repository, commit: str) -> str | None:
    path = f"{repository.prefix}{FILE}"
    entry = f"{commit}:{path}"
    listed = repository.git(
        "rev-parse", "--verify", "--quiet", "--end-of-options", entry, check=False
    )
    if not listed.strip():
        return None
    try:
        return repository.content(listed.strip()).decode()
    except UnicodeDecodeError:
        return ""


def _parsed(text: str) -> Record | None:
    try:
        content = yaml.safe_load(text)
        json.dumps(content, sort_keys=True, default=str)
    except (yaml.YAMLError, TypeError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        return None
    address, version = content.get("_src_path"), content.get("_commit", "")
    if not isinstance(address, str) or not isinstance(version, str):
        return None
    return Record(
        address=address,
        version=version,
        answers={key: value for key, value in content.items() if not key.startswith("_")},
        genuine=content.get("_digest", digest(content)) == digest(content),
    )
