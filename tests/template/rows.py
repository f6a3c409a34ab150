"""The rows: which services are rendered, by name and answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ringfence.presets import PRESETS

_MODELS = Path(__file__).parents[1] / "models"
_SHOP = {"project_name": "Shop", "package": "shop"}

MODELS = tuple(sorted(path.stem for path in _MODELS.glob("*.yml")))
HOSTILE_TEXT = (
    """{{ 7*7 }} {% raw %} {# no #} " \"\"\" ' \\ \\u0041 \\N{BULLET} # - : & * ! | > @ ` ] } = $(id) ${HOME} %s"""
    """ <script>alert(1)</script> --> **bold** [link](x) 3.10 ~ null\n---\n\ttrue"""
    " \N{FOX FACE} مرحبا שלום \N{RIGHT-TO-LEFT OVERRIDE}txt.exe e\N{COMBINING ACUTE ACCENT}"
    " \N{LINE SEPARATOR} \N{ZERO WIDTH JOINER} \N{NO-BREAK SPACE} \N{ZERO WIDTH NO-BREAK SPACE}."
)
HOSTILE = dict.fromkeys(("project_name", "description", "author_name"), HOSTILE_TEXT)


def _model(name: str) -> Mapping[str, Any]:
    return {
        "project_name": name.title(),
        "package": name,
        "sample": False,
        "model": (_MODELS / f"{name}.yml").read_text(encoding="utf-8"),
    }


ROWS: Mapping[str, Mapping[str, Any]] = {
    "sample": _SHOP,
    **{f"model-{name}": _model(name) for name in MODELS},
    "no-context": {**_SHOP, "sample": False, "ci": "gitlab"},
    "no-api": {**_model("clinic"), "api": [], "ci": "none"},
    "jwt": {**_model("clinic"), "auth": "jwt"},
    "graphql-only": {**_model("clinic"), "api": ["graphql"]},
    "graphql-odd-names": {**_model("odd_names"), "api": ["graphql"]},
    "preset-full": {**_SHOP, **PRESETS["full"]},
    "no-factories": {**_model("shop"), "factory_boy": False},
    "django-6.1": {**_SHOP, "python_version": "3.12", "django_version": "6.1"},
    "preset-minimal": {**_SHOP, **PRESETS["minimal"]},
    "hostile-texts": {**_SHOP, **HOSTILE, "author_email": "ada@example.com"},
}
