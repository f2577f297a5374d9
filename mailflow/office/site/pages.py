"""The pages of the site as bytes by their paths: a pure function of what is shown and of the look.

The look is a folder of Jinja2 templates and of files that are copied as they are. A conference may name a folder of its own; a
file in it takes the place of ours of the same name. Everything that is printed is escaped, and templates run in a sandbox. The same
contents give the same bytes: nothing here knows what time it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailflow.core import dates, phrasing
from mailflow.errors import LookError
from mailflow.office.site.contents import Contents, DocumentEntry, VersionEntry, by_day
from mailflow.office.site.words import OWN_NAMES, language_name, words

LOOK = Path(__file__).resolve().parent / "look"
# What runs, frames, or sends nothing: a page of ours needs a style sheet and pictures, from its own site.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_COPIED = (".css", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".txt")
_FEED_ENTRIES = 50
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # "updated" of a feed in which nothing has happened yet
# XML 1.0 §2.2: other signs may stand in no document.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Site:
    """What a whole site is made of: the contents in each of its languages, the first of them at the root."""

    name: str  # of the conference, in the identity of feed entries
    address: str  # of the site on the web, with a slash at its end; "" where it is not known
    domain: str  # of the secretariat, for identities where there is no address
    languages: tuple[Contents, ...]


def pages(site: Site, look: Path | None = None) -> dict[str, bytes]:
    """All pages and feeds by their path. Raises `LookError` with file and line where the look cannot be used."""
    found = dict(_static(look))
    environment = _environment(look)
    for contents in site.languages:
        writer = _Writer(environment, site, contents)
        for path, text in writer.pages():
            found[path] = text.encode("utf-8", "replace")
    found["404.html"] = _Writer(environment, site, site.languages[0]).missing().encode("utf-8", "replace")
    if site.address:
        found["sitemap.xml"] = _sitemap(site, found).encode()
    found["robots.txt"] = _robots(site).encode()
    found["_headers"] = _header_file().encode()
    found["SHA256SUMS"] = _checksums(site).encode()
    return found


def prefix(site: Site, language: str) -> str:
    """Where the pages of a language lie: the first one at the root, the others in a folder."""
    return "" if language == site.languages[0].language else f"{language}/"


class _Writer:
    """Writes the pages of one language."""

    def __init__(self, environment: ImmutableSandboxedEnvironment, site: Site, contents: Contents) -> None:
        self._environment, self._site, self._contents = environment, site, contents
        self._words = words(contents.language)
        self._prefix = prefix(site, contents.language)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path and text of each page, feeds among them."""
        contents = self._contents
        yield self._page("index.html", "home.html", "home")
        yield self._page("papers.html", "list.html", "papers", documents=contents.papers)
        yield self._page("statements.html", "statements.html", "statements")
        if contents.contributions:
            yield self._page("contributions.html", "list.html", "contributions", documents=contents.contributions)
        if contents.sessions:
            yield self._page("programme.html", "programme.html", "programme", days=by_day(contents.sessions))
        for document in contents.documents:
            section = {"paper": "papers", "statement": "statements", "contribution": "contributions"}[document.kind]
            yield self._page(document.path, "document.html", section, document=document)
        latest = contents.latest[:_FEED_ENTRIES]
        yield self._page("feed.xml", "feed.xml", "feed", entries=[self._entry(*pair) for pair in latest])
        yield f"{self._prefix}feed.json", self._json_feed(latest)

    def missing(self) -> str:
        """The page for what is not there. It may be shown at any address, so its links start at the root of the site."""
        root = urlsplit(self._site.address).path or "/"
        return self._rendered("missing.html", "missing", "404.html", root)

    def _page(self, path: str, template: str, section: str, **values: Any) -> tuple[str, str]:
        whole = self._prefix + path
        return whole, self._rendered(template, section, path, "../" * whole.count("/"), **values)

    def _rendered(self, template: str, section: str, path: str, root: str, **values: Any) -> str:
        site, contents = self._site, self._contents
        shared = {
            "site": contents,
            "words": self._words,
            "section": section,
            "path": path,
            "root": root,
            "here": root + self._prefix,
            "policy": POLICY,
            "direction": "rtl" if contents.language in phrasing.RIGHT_TO_LEFT else "ltr",
            "sections": self._sections(),
            "languages": self._languages(root, path),
            "address": site.address,
            "self_address": site.address + self._prefix + path if site.address else "",
            "updated": contents.updated or _NEVER,
            "feed_id": f"{self._identity}feed/{contents.language}",
        }
        try:
            return self._environment.get_template(template).render(shared | values)
        except TemplateSyntaxError as error:
            raise LookError(f"{error.message}.", file=error.filename or template, line=error.lineno) from error
        except (TemplateError, SecurityError, TypeError, ValueError) as error:
            raise LookError(f"the page cannot be made: {error}.", file=template, line=_line(error)) from error

    def _sections(self) -> list[tuple[str, str, str]]:
        """Name, title and file of the sections there are."""
        contents = self._contents
        there = {"home": "index.html", "papers": "papers.html", "statements": "statements.html"}
        if contents.contributions:
            there["contributions"] = "contributions.html"
        if contents.sessions:
            there["programme"] = "programme.html"
        return [(name, self._words[name], file) for name, file in there.items()]

    def _languages(self, root: str, path: str) -> list[tuple[str, str, str]]:
        """Code, own name and place of this page in each language of the site."""
        path = "index.html" if path == "404.html" else path
        codes = [each.language for each in self._site.languages]
        return [(code, OWN_NAMES.get(code, code), f"{root}{prefix(self._site, code)}{path}") for code in codes]

    @property
    def _identity(self) -> str:
        """RFC 4151: an identity that stays when the site moves. The day belongs to it and never changes."""
        host = urlsplit(self._site.address).hostname or self._site.domain
        return f"tag:{host},2000:{self._site.name}/"

    def _entry(self, document: DocumentEntry, version: VersionEntry) -> dict[str, Any]:
        heading = f"{version.symbol}: {version.title}" if version.symbol else version.title
        return {
            "id": f"{self._identity}{document.slug}{'/' + version.symbol if version is not document.main else ''}",
            "title": heading,
            "path": self._prefix + document.path,
            "summary": phrasing.listed(version.submitters, self._contents.language),
            "authors": version.submitters,
            "language": version.title_language,
            "issued_at": version.issued_at,
            "updated": max(document.updated, version.issued_at),
            "version": version,
        }

    def _json_feed(self, latest: Sequence[tuple[DocumentEntry, VersionEntry]]) -> str:
        """JSON Feed 1.1."""
        contents, address = self._contents, self._site.address
        value: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": _xml(contents.title)}
        if address:
            value |= {"home_page_url": address + self._prefix, "feed_url": f"{address}{self._prefix}feed.json"}
        value |= {"language": contents.language, "items": []}
        for entry in (self._entry(*pair) for pair in latest):
            item = {
                "id": entry["id"],
                "url": address + entry["path"] if address else "../" * self._prefix.count("/") + entry["path"],
                "title": _xml(entry["title"]),
                "content_text": _xml(entry["summary"]),
                "date_published": _written(entry["issued_at"]),
                "date_modified": _written(entry["updated"]),
                "language": entry["language"],
                "authors": [{"name": _xml(name)} for name in entry["authors"]],
                "attachments": [
                    {"url": address + f.path, "mime_type": _type(f.kind), "size_in_bytes": f.size}
                    for f in entry["version"].files
                    if address
                ],
            }
            value["items"].append(item)
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _environment(look: Path | None) -> ImmutableSandboxedEnvironment:
    folders = [FileSystemLoader(folder) for folder in (look, LOOK) if folder is not None]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: _xml(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: dict[str, Callable[..., str]] = {
        "day": lambda value, language, weekday=False: dates.day(_date(value), language, weekday=weekday),
        "days": dates.days,
        "clock": lambda value, language: dates.clock(value.time(), language),
        "size": phrasing.size,
        "listed": lambda names, language: phrasing.listed(list(names), language),
        "language": language_name,
        "iso": _written,
        "type": _type,
    }
    environment.filters.update(filters)
    return environment


def _date(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _written(value: date | datetime) -> str:
    """RFC 3339: times in UTC, to the second."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else value.isoformat()


def _xml(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _type(kind: str) -> str:
    from mailflow.documents.clean import TYPES

    return TYPES[kind]


def _line(error: BaseException) -> int | None:
    """The line of the template in which rendering broke off."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".html", ".xml")):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _static(look: Path | None) -> Iterator[tuple[str, bytes]]:
    """Files of the look that are copied: our own, then the conference's over them."""
    for folder in (LOOK, look):
        if folder is None:
            continue
        if not folder.is_dir():
            raise LookError("there is no such folder.", file=str(folder), key="site.look")
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink() and file.suffix.lower() in _COPIED:
                yield file.relative_to(folder).as_posix(), file.read_bytes()


def _sitemap(site: Site, found: Mapping[str, bytes]) -> str:
    paths = sorted(path for path in found if path.endswith(".html") and path != "404.html")
    lines = [f"  <url><loc>{_escaped(site.address + path.removesuffix('index.html'))}</loc></url>" for path in paths]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>"]) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _robots(site: Site) -> str:
    where = f"Sitemap: {site.address}sitemap.xml\n" if site.address else ""
    return f"User-agent: *\nAllow: /\n{where}"


def _header_file() -> str:
    """The response headers, in the form that several static hosts read as they are."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    return f"# Response headers that a web server is to send with every file; see docs/site.md.\n/*\n{lines}"


def _checksums(site: Site) -> str:
    files = {
        f.path: f.sha256
        for document in site.languages[0].documents
        for version in (document.main, *document.beside, *document.earlier)
        for f in version.files
    }
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))


def fingerprint(parts: Mapping[str, str]) -> str:
    """A name for a whole build, from the digests of its files."""
    whole = hashlib.sha256()
    for path, digest in sorted(parts.items()):
        whole.update(f"{path}\0{digest}\n".encode())
    return whole.hexdigest()[:16]
