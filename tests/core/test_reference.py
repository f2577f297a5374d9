from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.reference import LetterKey, Reference, derived_key, party_of, references_in, without_references

KEY = derived_key(b"k" * 32)
LETTER_KEY = LetterKey(KEY, "abcdefgh")
PARTIES = ("NOR", "FRA", "org:icrc")
OURS = LETTER_KEY.reference("a", "oslo", "FRA")


def party(reference: Reference, key: bytes = KEY, conference: str = "oslo") -> str | None:
    return party_of(key, reference, conference, PARTIES)


def test_reference_says_for_whom_it_was_made() -> None:
    assert party(OURS) == "FRA"


@pytest.mark.parametrize(
    "forged",
    [
        Reference(OURS.token, "d", OURS.mac),
        Reference("abcdefgi", "a", OURS.mac),
        Reference(OURS.token, "a", "a" * 16),
        LetterKey(derived_key(b"x" * 32), "abcdefgh").reference("a", "oslo", "FRA"),
        LETTER_KEY.reference("a", "vienna", "FRA"),
        LETTER_KEY.reference("a", "oslo", "RUS"),
    ],
    ids=[
        "another answer",
        "another letter",
        "guessed",
        "another key",
        "another conference",
        "a party not on the roster",
    ],
)
def test_what_our_key_did_not_make_is_nobodys(forged: Reference) -> None:
    assert party(forged) is None


def test_without_a_key_nothing_is_ours() -> None:
    assert party(LetterKey(b"", "abcdefgh").reference("a", "oslo", "FRA"), key=b"") is None


@pytest.mark.parametrize(
    "text",
    [
        f"Reference: {OURS}",
        f"REFERENCE: {str(OURS).upper()}",
        f"编号：{OURS}。",
        f"({OURS})",
        str(OURS).replace("-", "\u2011"),
        f"{OURS}@secretariat.example",
        f"{OURS} {OURS}",
    ],
)
def test_reference_is_found_as_mail_programs_leave_it(text: str) -> None:
    assert list(references_in(text)) == [OURS]


@pytest.mark.parametrize(
    "text", ["", "mf-", f"x{OURS}", f"{OURS}a", "mf-abc-z-aaaaaaaaaaaaaaaa", "mf.abc.aaaaaaaaaaaaaaaa"]
)
def test_what_only_resembles_one_is_none(text: str) -> None:
    assert list(references_in(text)) == []


def test_a_flood_of_references_is_cut_off() -> None:
    assert len(list(references_in(" ".join(f"mf-a{n}-a-{'a' * 16}" for n in range(10_000))))) == 20


@given(st.from_regex(r"[a-z0-9]{1,32}", fullmatch=True), st.sampled_from("adte"), st.sampled_from(PARTIES))
def test_written_reference_is_read_back(token: str, word: str, code: str) -> None:
    reference = LetterKey(KEY, token).reference(word, "oslo", code)
    assert [party(found) for found in references_in(f"Reference: {reference}\n")] == [code]


@pytest.mark.parametrize("token", ["", "A", "a-b", "a" * 33])
def test_token_that_is_none_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="is no token"):
        LetterKey(KEY, token).reference("a", "oslo", "FRA")


def test_text_can_be_read_without_them() -> None:
    assert without_references(f"Yes.\nReference: {OURS}\n") == "Yes.\nReference: \n"
