"""What each optional piece of a service is known by.

A piece that was not chosen leaves nothing of that behind: no import, dependency, setting, file, folder or word.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.template.pairs import questions

# the record of all answers, and the text that people wrote
_ANSWERS = {".copier-answers.yml", "model.yml"}


@dataclass(frozen=True)
class Piece:
    """An answer to a question, and the words that a service without it does not say."""

    question: str
    answer: bool | str
    words: str

    def chosen(self, answers: Mapping[str, Any]) -> bool:
        """Whether a service has it; a question that was not asked was not answered so."""
        given = answers.get(self.question)
        return self.answer in given if isinstance(given, list) else self.answer == given


# case counts, but for the first letter: `rest` is a word of English, too
PIECES = (
    Piece("api", "rest", r"rest_framework|[Dd]rf\b|DRF|[Ss]pectacular|[Ss]chemathesis|OpenAPI|openapi|REST\b|/api/(?!v1/auth/|v1$)|\brest/"),
    Piece("api", "graphql", r"[Gg]raph[Qq][Ll]|GRAPHQL|[Ss]trawberry"),
    Piece("auth", "session", r"SessionAuthentication|SessionLogin|auth/log(in|out)|session login|test_sessions|rest/sessions"),
    Piece("auth", "jwt", r"[Jj][Ww][Tt]\b|JWT_|jwt_|[Bb]earer|JWKS|jwks"),
    Piece("celery", True, r"[Cc]elery|CELERY|[Kk]ombu|[Rr]edis\b|REDIS|[Rr]abbit[Mm][Qq]|[Bb]roker\b|BROKER"),
    Piece("factory_boy", True, r"factory.?boy|import factory|from factory|\b(?!(API)?RequestFactory)\w+Factory\b"),
    Piece("ci", "github", r"\.github|GitHub|[Dd]ependabot"),
    Piece("ci", "gitlab", r"\.gitlab|GitLab"),
    Piece("license", "MIT", r"\bMIT\b"),
    Piece("license", "Apache-2.0", r"Apache"),
    Piece("license", "BSD-3-Clause", r"BSD"),
)  # fmt: skip


def known_pieces() -> list[Piece]:
    """Those that the template asks for."""
    return [piece for piece in PIECES if piece.question in questions()]


def left_behind(service: Path, answers: Mapping[str, Any]) -> list[str]:
    """What a service should not say, as it was rendered: the place, and the words."""
    absent = [piece for piece in known_pieces() if not piece.chosen(answers)]
    found = [
        f"{place}: {match[0]!r}, of {piece.question}={piece.answer}"
        for place, line in _lines(service)
        for piece in absent
        for match in re.finditer(piece.words, line)
    ]
    empty = [path for path in service.rglob("*") if path.is_dir() and not any(path.iterdir())]
    return found + [f"{path.relative_to(service)}: an empty folder" for path in empty]


def _lines(service: Path) -> Iterator[tuple[str, str]]:
    """Every line of every file, its name being the first."""
    for path in sorted(path for path in service.rglob("*") if path.is_file()):
        name = path.relative_to(service).as_posix()
        if name in _ANSWERS:
            continue
        yield name, name
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            yield f"{name}:{number}", line
