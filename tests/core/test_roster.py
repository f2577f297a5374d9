"""The roster: exact look-ups, a file that people edit, and domains that only look like a party's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.roster import Party, Roster, parse_roster, roster_problems, write_roster
from mailflow.errors import RosterError

HEAD = "code,kind,name,name_fr,official_name,language,domains,emails"
NORWAY = "NOR,state,Norway,Norvège,Kingdom of Norway,en,mfa.norway.example;mission.norway.example,geneva@mission.norway.example"
ROSTER = parse_roster(
    f"""{HEAD}
{NORWAY}
LIE,state,Liechtenstein,,,de,shared.example,lie@shared.example
CHE,state,Switzerland,Suisse,,fr,eda.switzerland.example;shared.example,che@shared.example
org:icrc,observer,ICRC,CICR,,en,icrc.example,
NRU,state,Nauru,,,en,gmail.com,nauru.mission@gmail.com
""",
    "roster.csv",
)


def test_a_party_is_found_by_its_code() -> None:
    party = ROSTER.get("NOR")
    assert party is not None
    assert (party.named("fr"), party.named("ru")) == ("Norvège", "Norway")


@pytest.mark.parametrize("code", ["nor", "NO", "", None])
def test_no_other_spelling_of_a_code_finds_a_party(code: str | None) -> None:
    assert ROSTER.get(code) is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (Address("Geneva", "mission.norway.example"), "NOR"),
        (Address("geneva+2026", "mission.norway.example"), "NOR"),
        (Address("nauru.mission", "gmail.com"), "NRU"),
        (Address("che", "shared.example"), "CHE"),
        (Address("geneva", "mission.sweden.example"), None),
        (Address("other", "mission.norway.example"), None),
    ],
)
def test_an_address_finds_the_party_that_lists_it(address: Address, code: str | None) -> None:
    found = ROSTER.by_address(address)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("domain", "codes"),
    [
        ("mfa.norway.example", ["NOR"]),
        ("oslo.mfa.norway.example", ["NOR"]),
        ("shared.example", ["LIE", "CHE"]),
        ("evil-mfa.norway.example", []),
        ("xmfa.norway.example", []),
        ("norway.example", []),
        ("example", []),
        ("mfa.norway.example.relay.example", []),
        ("gmail.com", []),
    ],
)
def test_a_domain_stands_for_itself_and_what_lies_below(domain: str, codes: list[str]) -> None:
    assert [p.code for p in ROSTER.by_domain(domain)] == codes


@pytest.mark.parametrize(
    "domain",
    [
        "mission-norway.example",
        "missionnorway.example",
        "norway-mission.example",
        "mission.norway.com",
        "mission.norwаy.example".encode("idna").decode(),
        "mission.n0rway.example",
        "rnission.norway.example",
        "mission.norvvay.example",
        "mission.norwya.example",
        "mission.norway.example.relay.example",
        "gva.mission-norway.example",
    ],
)
def test_a_domain_that_borrows_a_name_resembles_its_party(domain: str) -> None:
    assert [p.code for p in ROSTER.resembling(domain)] == ["NOR"]


@pytest.mark.parametrize(
    "domain",
    ["mission.norway.example", "gva.mission.norway.example", "mission.sweden.example", "port.example", "a.b", "x"],
)
def test_other_domains_resemble_nobody(domain: str) -> None:
    assert ROSTER.resembling(domain) == ()


def test_what_is_written_reads_back_as_it_was() -> None:
    assert parse_roster(write_roster(ROSTER), "roster.csv") == ROSTER


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1),
    st.sampled_from(["", "Madam; Sir", 'the "Excellency"']),
)
def test_any_name_survives_writing_and_reading(name: str, salutation: str) -> None:
    roster = Roster((Party("NOR", "state", name, {"en": name}, salutation=salutation),))
    assert parse_roster(write_roster(roster), "roster.csv") == roster


def test_a_roster_saved_by_a_spreadsheet_with_a_mark_at_the_top_is_read() -> None:
    assert parse_roster(f"\ufeff{HEAD}\r\n{NORWAY}\r\n,,,,,,,\r\n", "roster.csv").get("NOR") is not None


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("", 1, "code"),
        ("code,kind\nNOR,state", 1, "name"),
        ("code,kind,name,emial\n", 1, "emial"),
        ("code,kind,name,name\n", 1, "name"),
        ("code;kind;name\nNOR;state;Norway", 1, None),
        ("code,kind,name\nNOR,state", 2, None),
        ("code,kind,name\nNOR,state,Norway\nNOR,state,Norge", 3, "code"),
        ("code,kind,name\nNorway,state,Norway", 2, "code"),
        ("code,kind,name\norg:,igo,X", 2, "code"),
        ("code,kind,name\nNOR,country,Norway", 2, "kind"),
        ("code,kind,name\nNOR,state,", 2, "name"),
        ("code,kind,name,language\nNOR,state,Norway,english", 2, "language"),
        ("code,kind,name,domains\nNOR,state,Norway,norway", 2, "domains"),
        ("code,kind,name,domains\nNOR,state,Norway,https://mfa.example", 2, "domains"),
        ("code,kind,name,emails\nNOR,state,Norway,desk at mfa.example", 2, "emails"),
        ("code,kind,name,emails\nNOR,state,Norway,a@b.example\nSWE,state,Sweden,A@b.example", 3, "emails"),
        ('code,kind,name\nNOR,state,"Norway', 2, None),
    ],
)
def test_a_fault_in_the_file_names_its_line_and_column(text: str, line: int, key: str | None) -> None:
    with pytest.raises(RosterError) as caught:
        parse_roster(text, "roster.csv")
    assert (caught.value.file, caught.value.line, caught.value.key) == ("roster.csv", line, key)


def test_all_faults_of_a_roster_are_told_at_once() -> None:
    text = "code,kind,name,emails\nNOR,stat,Norway,\nSWE,state\nFIN,state,,\nDNK,state,Denmark,a@b.example\nISL,state,Iceland,A@b.example\n"
    with pytest.raises(RosterError) as caught:
        parse_roster(text, "roster.csv")
    assert [(error.line, error.key) for error in caught.value.all] == [
        (2, "kind"),
        (3, None),
        (4, "name"),
        (6, "emails"),
    ]


def test_a_wrong_column_names_the_one_that_was_meant() -> None:
    with pytest.raises(RosterError, match='Did you mean "emails"'):
        parse_roster("code,kind,name,email\n", "roster.csv")


@pytest.mark.parametrize(
    "words",
    [
        'The domain "shared.example" belongs to LIE and CHE',
        'anybody can have an address in "gmail.com"',
        "org:icrc: no address",
        'no letters ship in the language "de"',
    ],
)
def test_what_is_unwise_is_told_and_not_refused(words: str) -> None:
    assert any(words in problem for problem in roster_problems(ROSTER))


def test_a_roster_without_problems_has_none() -> None:
    assert roster_problems(parse_roster(f"{HEAD}\n{NORWAY}\n", "roster.csv")) == ()


def test_an_unknown_code_and_a_shared_name_are_problems() -> None:
    roster = parse_roster("code,kind,name,domains,emails\nXYZ,state,Here,a.example,a@a.example\norg:x,ngo,here,,", "r")
    told = " ".join(roster_problems(roster))
    assert all(words in told for words in ("XYZ: no State of that code", 'The name "here"', "org:x: neither domain"))
