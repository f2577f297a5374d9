"""Building a conference's website with what the configuration says of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mailflow.settings import Settings

if TYPE_CHECKING:
    from mailflow.office.site.building import Published
    from mailflow.store import Store


def site_folder(settings: Settings, conference: str) -> Path:
    """Where the site of a conference is built."""
    return settings.path(settings.form.conference[conference].site.folder or f"site/{conference}")


def publish_site(settings: Settings, store: Store, conference: str, folder: Path) -> Published:
    """Build it and put it in force there. Raises `LookError` or `PublishError`."""
    from mailflow.core.roster import parse_roster
    from mailflow.office.site.building import publish
    from mailflow.sources import read_sources

    form = settings.form.conference[conference]
    sources = read_sources(settings, conference)
    return publish(
        store,
        settings.conferences[conference],
        parse_roster(sources.roster, sources.roster_file),
        folder,
        address=form.site.address or form.website,
        look=settings.path(form.site.look) if form.site.look else None,
    )


def publish_again(settings: Settings, store: Store, conference: str) -> Published | None:
    """Bring a site that is in force up to date; None where there is none."""
    from mailflow.office.site.building import is_published

    folder = site_folder(settings, conference)
    return publish_site(settings, store, conference, folder) if is_published(folder) else None
