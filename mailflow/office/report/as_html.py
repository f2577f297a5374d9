"""One HTML page that needs nothing else: no script, no other file, readable wide, narrow, printed and aloud (WCAG 2.2).

The form is `report.html`, written by the office; every value is escaped by the environment, never by the form.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mailflow.core import dates
from mailflow.errors import LetterError
from mailflow.office.report.forms import Forms
from mailflow.office.report.plain import plain
from mailflow.office.report.svg import drawn
from mailflow.office.report.value import Bars, Report
from mailflow.office.report.words import source, word

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


def write(report: Report, forms: Forms) -> bytes:
    """The page. Raises `LetterError` where the form cannot be used."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(plain=plain, drawn=lambda bars: _drawing(bars, report), lines=_lines)
    values: dict[str, Any] = {
        "report": report,
        "day": dates.day(report.date, report.language),
        "word": lambda name: word(name, report.language),
        "source": lambda cell: source(cell, report.language) if report.sources else "",
        # The form's own style is the only thing on the page that may act; the browser holds it to that.
        "policy": f"default-src 'none'; style-src {' '.join(_hashes(forms.page))}; base-uri 'none'; form-action 'none'",
    }
    try:
        page = environment.from_string(forms.page).render(values)
    except TemplateSyntaxError as error:
        raise LetterError(f"{error.message}.", file=forms.page_file, line=error.lineno) from error
    except TemplateError as error:
        raise LetterError(f"{error}.", file=forms.page_file) from error
    return page.encode("utf-8", "replace")


def _hashes(form: str) -> list[str]:
    digests = [hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(form)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests] or ["'none'"]


def _drawing(bars: Bars, report: Report) -> Markup:
    # Made by us; every text in it is escaped there.
    return Markup(drawn(bars, report.language))  # noqa: S704


def _lines(text: str) -> Markup:
    return Markup("<br>").join(plain(text).split("\n"))
