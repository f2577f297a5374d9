"""The configuration: what it accepts, and what it says of what it does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mailflow.errors import SettingsError
from mailflow.settings import find_config, load_settings
from mailflow.settings.model import CourierForm
from mailflow.settings.secret import secret
from mailflow.workspace import STARTER, shipped

GOOD = """
[courier]
kind = "maildir"
path = "out"

[mailbox.one]
conference = "one"
kind = "maildir"
path = "in"
trust = "none"

[conference.one]
title = "First Conference"
place = "Oslo"
begins = 2027-02-22
ends = 2027-02-23
address = "Secretariat <one@secretariat.example>"
"""


def loaded(tmp_path: Path, text: str):
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def test_the_smallest_configuration_is_enough(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD).conferences["one"].address.spec == "one@secretariat.example"


def test_the_example_loads() -> None:
    assert "oslo" in load_settings(shipped("config.example.toml")).conferences


def test_the_starter_of_a_new_workspace_loads(tmp_path: Path) -> None:
    assert "meeting" in loaded(tmp_path, STARTER).conferences


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title =", "tittle =", ['Did you mean "title"?', "config.toml:13", "conference.one.tittle"]),
        ("begins = 2027-02-22", 'begins = "soon"', ["config.toml:15", "conference.one.begins"]),
        ("ends = 2027-02-23", "ends = 2027-02-21", ["lies before begins"]),
        (
            'address = "Secretariat <one@secretariat.example>"',
            'address = "nobody"',
            ["xpected one e-mail address", ":17"],
        ),
        ('conference = "one"', 'conference = "uno"', ['there is no conference "uno"', ":7"]),
        ('path = "in"', "", ["needs path"]),
        (
            'kind = "maildir"\npath = "in"\ntrust = "none"',
            'kind = "imapp"',
            ['expected "imap" or "maildir". It says "imapp". Did you mean "imap"?'],
        ),
        ('kind = "maildir"\npath = "in"\ntrust = "none"', 'user = "u"', ["uthserv_id is missing"]),
        ('place = "Oslo"', 'place = "Oslo', ["config.toml:14"]),
        ('place = "Oslo"', 'place = "Oslo"\nregister = "PAPER"', ["must contain {n}"]),
        ('place = "Oslo"', 'place = "Oslo"\ntime_zone = "Europe/Olso"', ["time zone"]),
    ],
)
def test_a_fault_names_its_place_and_what_is_expected(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in GOOD
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, GOOD.replace(old, new))
    assert [w for w in words if w not in str(caught.value)] == []


def test_all_faults_are_told_at_once_and_none_twice(tmp_path: Path) -> None:
    wrong = (
        GOOD.replace("title =", "tittle =")
        .replace("begins = 2027-02-22", "begins = 3")
        .replace('place = "Oslo"', "place = 1")
    )
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, wrong)
    told = [(error.line, error.key, f"{error.text} {error.hint or ''}".strip()) for error in caught.value.all]
    assert told == [
        (13, "conference.one.tittle", 'the key "tittle" is unknown. Did you mean "title"?'),
        (14, "conference.one.place", "expected a text in quotation marks. It says 1."),
        (15, "conference.one.begins", "expected a date such as 2027-02-22. It says 3."),
    ]
    assert str(caught.value).endswith('Did you mean "title"? (and 2 more)')


SESSION = """
[[conference.one.sessions]]
name = "late"
title = "Closing"
begins = 2027-02-23T15:00:00+02:00
ends = 2027-02-23T18:00:00+02:00

[[conference.one.sessions]]
name = "early"
title = "Opening"
begins = 2027-02-22T10:00:00
ends = 2027-02-22T13:00:00
tentative = true
items = ["1", "2"]
"""


def test_sessions_stand_in_order_in_the_zone_of_the_conference(tmp_path: Path) -> None:
    text = GOOD.replace('place = "Oslo"', 'place = "Oslo"\ntime_zone = "Europe/Oslo"') + SESSION
    early, late = loaded(tmp_path, text).conferences["one"].sessions
    assert (early.name, early.tentative, early.begins.isoformat()) == ("early", True, "2027-02-22T10:00:00+01:00")
    assert late.begins.isoformat() == "2027-02-23T14:00:00+01:00"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "early"', 'name = "late"', "wo sessions have the name"),
        ('name = "early"', 'name = "Early Session"', "small letters, digits and hyphens"),
        ("2027-02-22T13:00:00", "2027-02-22T10:00:00", "does not end after it begins"),
        ("2027-02-22T13:00:00", "2027-02-22", "a day and a time such as"),
        ("2027-02-22T13:00:00", "2027-02-22T13:00:00Z", "both with an offset"),
    ],
)
def test_a_fault_in_a_session_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        loaded(tmp_path, GOOD + SESSION.replace(old, new))


@pytest.mark.parametrize(
    ("text", "size"), [('"25 MB"', 25_000_000), ('"1 KiB"', 1024), ("12", 12), ('"1.5 mb"', 1_500_000)]
)
def test_sizes_are_numbers_or_texts(tmp_path: Path, text: str, size: int) -> None:
    assert loaded(tmp_path, f"[limits]\nmessage_size = {text}\n" + GOOD).form.limits.message_size == size


def test_the_configuration_is_found_in_a_parent_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text(GOOD)
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    monkeypatch.delenv("MAILFLOW_CONFIG", raising=False)
    assert find_config(None) == tmp_path / "config.toml"


def test_a_missing_configuration_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAILFLOW_CONFIG", raising=False)
    with pytest.raises(SettingsError, match="mailflow init"):
        find_config(None)


def form(**keys: object) -> CourierForm:
    return CourierForm(kind="smtp", **keys)  # type: ignore[arg-type]


def read(tmp_path: Path, **keys: object) -> str:
    reader = secret(form(**keys), tmp_path, "config.toml", "courier")
    assert reader is not None
    return reader()


def test_a_password_comes_from_a_file_that_only_we_can_read(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("tiger lily\n")
    file.chmod(0o600)
    assert read(tmp_path, password_file="password") == "tiger lily"


def test_a_password_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("tiger lily")
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600") as caught:
        read(tmp_path, password_file="password")
    assert "tiger" not in str(caught.value)


def test_a_password_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILFLOW_TEST_PASSWORD", "tiger")
    assert read(tmp_path, password_env="MAILFLOW_TEST_PASSWORD") == "tiger"


def test_a_command_that_fails_does_not_spill_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="gave no secret") as caught:
        read(tmp_path, password_command=("sh", "-c", "echo tiger; exit 3"))
    assert "tiger" not in str(caught.value)


def test_a_token_comes_from_a_command(tmp_path: Path) -> None:
    assert read(tmp_path, token_command=("printf", "token-1")) == "token-1"


def test_two_sources_for_one_secret_are_refused(tmp_path: Path) -> None:
    both = 'host = "h"\npassword_env = "A"\npassword_file = "b"\n'
    with pytest.raises(SettingsError, match="only one of"):
        loaded(tmp_path, GOOD.replace('path = "out"', 'path = "out"\n' + both))


def test_no_secret_named_means_no_login() -> None:
    assert secret(form(), Path(os.curdir), "config.toml", "courier") is None


@pytest.mark.parametrize("value", ["3", "true", '["a@b.example"]', '{ local = "a", domain = "b.example" }', '"a"'])
def test_what_is_no_address_is_told_what_one_looks_like(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, f"[office]\noperator = {value}\n{GOOD}")
    assert caught.value.text.startswith("expected one e-mail address, such as ")
    assert (len(caught.value.all), caught.value.line, caught.value.key) == (1, 2, "office.operator")


def test_what_is_no_length_of_time_is_told_what_one_looks_like(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match='expected a length of time such as "15 min"'):
        loaded(tmp_path, GOOD + "delay = [1]\n")


def account(**boxes: str) -> str:
    """IMAP mailboxes by name, each with its further keys, beside the one of the smallest configuration."""
    usual = 'conference = "one"\nkind = "imap"\nauthserv_id = "mx.secretariat.example"\n'
    return GOOD + "".join(f"[mailbox.{name}]\n{usual}{further}\n" for name, further in boxes.items())


def test_a_folder_is_known_as_watched_however_host_and_user_are_written(tmp_path: Path) -> None:
    form = account(
        oslo='host = "imap.secretariat.example"\nuser = "Oslo@secretariat.example"',
        papers='host = "IMAP.Secretariat.example"\nuser = "oslo@secretariat.example"\nfolder = "Papers"',
        other='host = "imap.secretariat.example"\nuser = "lima@secretariat.example"\nfolder = "Lima"',
    )
    settings = loaded(tmp_path, form)
    assert settings.watched("oslo") == settings.watched("papers") == {"inbox", "papers"}
    assert settings.place("oslo", "Travel") == settings.place("papers", "travel") != settings.place("other", "Travel")


def test_a_watched_folder_of_a_maildir_is_known_by_its_name_as_by_its_directory(tmp_path: Path) -> None:
    for folder in ("in", "in/.R&AOk-ponses"):
        for sub in ("new", "cur"):
            (tmp_path / folder / sub).mkdir(parents=True)
    box = '[mailbox.answers]\nconference = "one"\nkind = "maildir"\npath = "in/.R&AOk-ponses"\ntrust = "none"\n'
    settings = loaded(tmp_path, GOOD + box)
    assert settings.watched("one") == {"réponses", "r&aok-ponses"}
    assert settings.place("one", "Réponses") == settings.place("one", "R&AOk-ponses")


def test_folders_of_a_maildir_that_are_watched_are_known_from_each_of_them(tmp_path: Path) -> None:
    for folder in ("in", "in/.Conf", "in/.Conf.Travel"):
        for sub in ("new", "cur"):
            (tmp_path / folder / sub).mkdir(parents=True)
    boxes = "".join(
        f'[mailbox.{name}]\nconference = "one"\nkind = "maildir"\npath = "{path}"\ntrust = "none"\n'
        for name, path in {"conf": "in/.Conf", "travel": "in/.Conf.Travel"}.items()
    )
    settings = loaded(tmp_path, GOOD + boxes)
    assert [settings.watched(name) for name in ("one", "conf", "travel")] == [
        {"conf", "conf.travel"},
        {"travel"},
        set(),
    ]
    assert settings.place("one", "Conf.Visa") == settings.place("conf", "Visa")
