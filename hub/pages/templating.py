"""The templates' configuration: escaped, strict, translated; and what many pages have in common, rendered once."""

from collections import OrderedDict
from collections.abc import Hashable, MutableMapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig
from markupsafe import Markup

from hub import wording
from hub.pages.assets import address
from hub.wording import words
from hub.wording.text import FILTERS

TEMPLATES = Path(__file__).parent.parent / "templates"
KEPT = 2_000


class _Templates(Environment):
    """Templates without globals of their own, so that the common ones need not be laid over each other."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The common ones alone, as one dict, where nobody brings more."""
        return super().make_globals(d) if d else self.globals


class Remembered:
    """Parts of pages that depend on a few values: rendered once for the same values in the same language."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()

    def __call__(self, template: str, **values: Hashable) -> Markup:
        """The part, which sees these values and nothing else of the request."""
        key = (template, wording.language(), *values.values())
        found = self._kept.get(key)
        if found is None:
            found = Markup(self._env.get_template(template).render(**values))  # noqa: S704
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def template_config() -> TemplateConfig[JinjaTemplateEngine]:
    """The configuration that the application is made with."""
    return TemplateConfig(engine=JinjaTemplateEngine.from_environment(_environment()))


@cache
def _environment() -> Environment:
    """One for the process: it knows nothing of settings, and each template is compiled once."""
    env = _Templates(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(wording.gettext, wording.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(FILTERS)
    env.globals.update(
        _=_said,
        gettext=_said,
        static=address,
        words=words,
        language=wording.language,
        direction=wording.direction,
        translated_now=lambda: wording.language() not in wording.approved(),
        remembered=Remembered(env),
    )
    return env


def _said(message: str, **variables: Any) -> Markup:
    """The text in the language that is spoken; what is put into it is escaped, the text itself is ours."""
    return _in(wording.language(), message) % variables if variables else _whole(wording.language(), message)


@lru_cache(maxsize=10_000)
def _in(language: str, message: str) -> Markup:
    return Markup(wording.catalogue(language).gettext(message))  # noqa: S704


@lru_cache(maxsize=10_000)
def _whole(language: str, message: str) -> Markup:
    return _in(language, message) % {}


def rendered(template: str, **context: Any) -> str:
    """A template by itself, without the frame of a page."""
    return _environment().get_template(template).render(**context)
