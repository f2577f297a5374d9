"""Words are found whatever their accents and their script; whatever a person types is only words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.store import Store
from tests.store.build import NOW, broken_off, message, on_record, oversize, record, taken


def found(store: Store, text: str, conference: str | None = None) -> list[int]:
    return [hit.id for hit in store.search(text, conference)]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("La République sera représentée.", "republique"),
        ("La Republique sera representee.", "représentée"),
        ("REPRÉSENTÉE", "representee"),
        ("Jonas Støre", "store"),
        ("Łódź", "lodz"),
        ("Große Freude", "grosse"),
        ("中国代表团将出席会议。", "代表"),
        ("中国代表团将出席会议。", "代表团"),
        ("中国代表团将出席会议。", "团"),
        ("日本政府代表団", "政府"),
        ("대한민국 대표단", "대표"),
        ("คณะผู้แทนไทย", "ผู้แทน"),
        ("Российская Федерация", "федерация"),
        ("سيشارك الوفد في المؤتمر", "الوفد"),
        ("working paper on clearance", "clearance paper"),
        ("working paper on clearance", '"working paper"'),
        ("the delegation of Norway", "delegat*"),
        ("write to anna.berg@mfa.norway.example", "anna.berg@mfa.norway.example"),
        ("OSLO/PAPER/003", "oslo/paper/003"),
        ("a working\npaper", '"working paper"'),
    ],
)
def test_words_are_found(store: Store, stored: str, asked: str) -> None:
    number = on_record(store, search_text=stored)
    assert found(store, asked) == [number]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("paper on working methods", '"working paper"'),
        ("中国代表团", "代团"),
        ("delegation", "delegat"),
        ("paper", "paper clearance"),
        ("paper", ""),
        ("paper", "   "),
        ("paper", "!!! ??? --"),
    ],
)
def test_other_words_are_not(store: Store, stored: str, asked: str) -> None:
    on_record(store, search_text=stored)
    assert found(store, asked) == []


@pytest.mark.parametrize("asked", ["invitation", "berg"])
def test_subject_and_sender_are_found_too(store: Store, asked: str) -> None:
    number = on_record(store, subject="Your invitation", sender="anna.berg@mfa.norway.example", search_text="")
    assert found(store, asked) == [number]


def test_a_conference_is_searched_alone(store: Store) -> None:
    number = on_record(store)
    assert (found(store, "norway", "oslo"), found(store, "norway", "wellington")) == ([number], [])


def test_the_newest_are_found_first(store: Store) -> None:
    numbers = [on_record(store, uid) for uid in (1, 2, 3)]
    assert found(store, "norway") == numbers[::-1]


def test_no_more_are_found_than_asked_for(store: Store) -> None:
    for uid in (1, 2, 3):
        on_record(store, uid)
    assert len(store.search("norway", limit=2)) == 2


def test_a_hit_shows_the_words_as_they_were_written(store: Store) -> None:
    on_record(store, search_text="Bien reçu. La République sera représentée par son Ambassadeur à Genève.")
    assert "\x02République\x03 sera représentée" in store.search("republique")[0].snippet


def test_a_chinese_hit_is_shown_without_gaps(store: Store) -> None:
    on_record(store, search_text="中国代表团将出席会议。")
    assert "中国\x02代表团\x03将出席" in store.search("代表团")[0].snippet


def test_a_hit_in_the_subject_alone_has_a_snippet_all_the_same(store: Store) -> None:
    on_record(store, subject="Your invitation", search_text="Many thanks, well received.")
    assert store.search("invitation")[0].snippet.startswith("Many thanks")


def test_an_oversize_message_is_found_by_its_subject(store: Store) -> None:
    number = taken(store, oversize(1, b"head"))[0]
    store.records.file_oversize(
        number, "", "A film of the conference", None, "It is over the limit.", record(1).sent_at
    )  # type: ignore[arg-type]
    assert found(store, "film") == [number]


def test_a_record_that_failed_is_not_found(store: Store) -> None:
    number = message(store)
    with broken_off(store.write()):
        store.records.commit(record(number), NOW)
    assert found(store, "norway") == []


HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "a*b*",
    "NEAR(",
    "AND",
    "OR NOT",
    "subject:x",
    "{a b}:c",
    "a^b",
    "-x",
    "(",
    ")",
    "a + b",
    "\0",
    "\\",
]


@pytest.mark.parametrize("asked", [*HOSTILE, " ".join(HOSTILE), "word " * 5000, "代" * 5000, '"' * 999, "x" * 100_000])
def test_nothing_that_a_person_types_is_an_error(store: Store, asked: str) -> None:
    on_record(store)
    assert isinstance(store.search(asked), list)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store.open(tmp_path_factory.mktemp("search") / "mailflow.db", create=True)
    on_record(store, search_text='NEAR the "quoted" words AND 代表团 (in brackets) NOT others*')
    return store


@settings(max_examples=200, deadline=None)
@given(asked=st.text(max_size=60))
def test_no_text_is_an_error(library: Store, asked: str) -> None:
    assert isinstance(library.search(asked), list)
