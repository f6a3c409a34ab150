"""The Jinja extension of this template, named in `copier.yml`.

It gives the templates the parsed model (`contexts`), what follows from several answers (`jwt`), filters that print
hostile texts safely, and it formats every Python file that leaves the render.
"""

import json
import re
import sys
from collections.abc import MutableMapping
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from copier_template_extensions import ContextHook
from jinja2 import Environment
from jinja2 import pass_context
from jinja2.runtime import Context


def _load(name: str) -> ModuleType:
    """A module of this folder, under a package name that no other version of the template shares.

    An update renders two versions of the template in one process: each must run its own code.
    """
    folder = Path(__file__).parent
    package = f"ringfence_template_{sha256(str(folder).encode()).hexdigest()[:12]}"
    if package not in sys.modules:
        spec = spec_from_file_location(
            package, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        sys.modules[package] = module
        spec.loader.exec_module(module)
    return import_module(f"{package}.{name}")


domain_model = _load("domain_model")
printing = _load("printing")
answers = _load("answers")
formatting = _load("formatting")


class ServiceExtension(ContextHook):
    """Everything that the templates use beyond plain Jinja."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters |= {
            "toml": toml,
            "markdown": markdown,
            "yaml_block": yaml_block,
            "python": python,
            "digest": digest,
        }
        environment.globals |= {
            "sample_model": domain_model.SAMPLE,
            "model_faults": model_faults,
            "package_name": answers.package_name,
            "package_fault": answers.package_fault,
            "text_fault": answers.text_fault,
            "email_fault": answers.email_fault,
            "camel": printing.camel,
            "format_files": formatting.format_files,
        }

    def hook(self, context: MutableMapping[str, Any]) -> None:
        """Work out what follows from the answers that are known; a broken model is its validator's to report."""
        if (text := context.get("model")) is not None and "contexts" not in context:
            context["contexts"] = _contexts(str(text))
            # a folder for what others would not have would be empty
            context["contexts_with_aggregates"] = [
                each for each in context["contexts"] if each.aggregates
            ]
            # what README shows things on; a list of one, or of none
            context["first_list"] = [
                (each, aggregate)
                for each in context["contexts"]
                for aggregate in each.that("lists")
            ][:1]
            context["fine_decimals"] = any(each.fine_decimals for each in context["contexts"])
        # an answer that was given, and then is not asked for, means nothing
        context["jwt"] = bool(context.get("api")) and context.get("auth") == "jwt"

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Send every Python file through the formatter."""
        if name and name.endswith((".py.jinja", ".py{% endif %}.jinja")):
            return "{% filter python %}" + source + "{% endfilter %}"
        return source


@lru_cache(maxsize=8)
def _contexts(text: str) -> tuple[Any, ...]:
    try:
        return tuple(printing.contexts(domain_model.read(text)))
    except domain_model.ModelError:
        return ()


def model_faults(text: str) -> str:
    """What is wrong with a model, one fault a line; empty if nothing is."""
    try:
        domain_model.read(text)
    except domain_model.ModelError as error:
        return str(error)
    return ""


def toml(text: str) -> str:
    """The text as a basic string of TOML, quotes included."""
    # JSON's escapes are a part of TOML's; only DEL must be escaped there and is not in JSON
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def markdown(text: str) -> str:
    """The text in one line, escaped so that Markdown shows it as it is."""
    escaped = re.sub(r"([\\`*_{}\[\]<>()#+!|~&$])", r"\\\1", text.strip())
    escaped = re.sub(r"^([-=]|\d+(?=[.)]))", r"\\\1", escaped)
    return re.sub(r"\s*\n\s*", "<br>", escaped)


def yaml_block(text: str) -> str:
    """The text as a scalar of YAML, readable line by line where YAML can say it so."""
    # PyYAML writes these line ends into blocks, and reads them back as others
    style = '"' if re.search("[\r\x85\u2028\u2029]", text) else "|"
    return yaml.dump(text, default_style=style, allow_unicode=True, width=10**9)


def digest(content: dict[str, Any]) -> str:
    """The digest by which the tool knows that nobody has edited the record of the answers."""
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


@pass_context
def python(context: Context, source: str) -> str:
    """The source as `formatting` says; unchanged where the files are formatted later, all at once.

    Names come in every length, so no template could break its lines rightly.  The formatter is pinned: both sides of
    a merge agree byte for byte.

    Raises:
        UserMessageError: it is no Python.
    """
    if not source.strip():
        return ""
    if getattr(context.environment, "formats_later", False):
        return source
    return str(formatting.format_source(source, context["package"], context["python_version"]))
