"""The folders that messages are moved into, by a mailbox's mark or by rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mailflow.settings import Settings


def moved_into(settings: Settings, mailbox: str) -> list[str]:
    """The folders that messages of a mailbox are moved into, by its mark or by a rule. Raises `FileError`."""
    form = settings.form.mailbox[mailbox]
    verb, _, folder = (form.mark or "").partition(":")
    by_mark = [folder] if verb == "move" else []
    return unwatched(settings, mailbox, [*by_mark, *targets_of_rules(settings, form.conference)])


def unwatched(settings: Settings, mailbox: str, folders: Iterable[str]) -> list[str]:
    """Those of the folders that no mailbox watches, each once: what is watched is read anyway, and no rule moves anything there."""
    watched = settings.watched(mailbox)
    return [each for each in dict.fromkeys(folders) if each.casefold() not in watched]


def shared_targets(settings: Settings, boxes: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], list[str]]:
    """Those of the mailboxes' folders that messages of several conferences are moved into, with the conferences."""
    users: dict[tuple[str, ...], list[str]] = {}
    for name, folders in boxes.items():
        for folder in folders:
            users.setdefault(settings.place(name, folder), []).append(settings.form.mailbox[name].conference)
    return {
        (name, folder): conferences
        for name, folders in boxes.items()
        for folder in folders
        if len(conferences := sorted(set(users[settings.place(name, folder)]))) > 1
    }


def targets_of_rules(settings: Settings, conference: str) -> list[str]:
    """The folders that rules of a conference move messages into. Raises `FileError` where its files cannot be read."""
    from mailflow.desk import open_desk
    from mailflow.sources import read_sources

    rules = open_desk(read_sources(settings, conference)).ruleset.rules
    return list(dict.fromkeys(rule.then.folder for rule in rules if rule.then.folder))
