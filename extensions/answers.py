"""Rules for the answers that are not the model."""

import keyword
import re
import sys
import unicodedata

from .domain_model.reserved import BUILTIN_FUNCTIONS

# what a service imports, and what its own top-level folders are called
_TAKEN = {
    "celery",
    "clients",
    "config",
    "django",
    "drf_spectacular",
    "environs",
    "factories",
    "factory",
    "fakes",
    "gunicorn",
    "hypothesis",
    "jwt",
    "kombu",
    "manage",
    "msgspec",
    "mypy",
    "psycopg",
    "pytest",
    "pytest_django",
    "rest_framework",
    "ruff",
    "strawberry",
    "test",
    "tests",
    "together",
    "uuid_utils",
    "whitenoise",
}
_MAX_PACKAGE = 40


def package_name(text: str) -> str:
    """The nearest name that a Python package of a service may have."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", ascii_text.lower()).strip("_")
    name = re.sub(r"^[0-9_]+", "", name)[:_MAX_PACKAGE].strip("_")
    if not name:
        return "service"
    return f"{name[: _MAX_PACKAGE - 8].strip('_')}_service" if package_fault(name) else name


def package_fault(name: str) -> str:
    """Why a service's package can not have this name; empty if it can."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or len(name) > _MAX_PACKAGE:
        return (
            "must be a Python package: small letters, digits and single underscores, a letter"
            f" first, at most {_MAX_PACKAGE} characters, for instance {package_name(name)}"
        )
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return f"is a word of Python itself; write {name}_service"
    if name in BUILTIN_FUNCTIONS:
        return f"would shadow a builtin of Python; write {name}_service"
    if name in sys.stdlib_module_names or name in _TAKEN:
        return f"is a package that the service needs for itself; write {name}_service"
    return ""


def text_fault(text: str) -> str:
    """Why a free text can not be printed; empty if it can."""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t":
            return f"must not hold the control character U+{ord(character):04X}; leave it out"
    return ""


def email_fault(text: str) -> str:
    """Why this is no e-mail address; empty if it is one, or nothing."""
    if text and not re.fullmatch(r"[^\s@<>\"'\\,;]+@[^\s@<>\"'\\,;]+", text):
        return "must be an e-mail address like ada@example.com, or empty"
    return text_fault(text)
