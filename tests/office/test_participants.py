"""The list of participants: order, names of the day, sections, issues, and nothing private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailflow.core.participation import DEFAULT_CATEGORIES, Category, Participation, ValidName
from mailflow.core.person import person as someone
from mailflow.office.participant_issues import issue, issued, next_symbol, thawed, working_copy
from mailflow.office.participants import ListOfParticipants, Missing, differences, list_of, public
from mailflow.office.participants_report import report
from mailflow.office.report import find_forms, written
from mailflow.office.report.as_json import records
from mailflow.store import FactRow, Store
from tests.office.build import NOW
from tests.office.notices import WITH_CONTACT, Record, gone, person

ANSWER_NO = FactRow("attendance", {"answer": "declined"}, "1", "regrets")
ANSWER_YES = FactRow("attendance", {"answer": "accepted"}, "1", "will be represented")


@pytest.fixture
def record(store: Store) -> Record:
    return Record(store)


def full(record: Record) -> None:
    """A delegation of one person for each party on the roster."""
    for number, party in enumerate(reversed(record.roster.parties)):
        record.notice(party.code, person(f"Person Number{chr(65 + number)}"), sender=f"desk@{number}.example")


def made(record: Record, language: str = "en", **plan: object) -> ListOfParticipants:
    return list_of(record.scope(language, **plan))[0]


def headings(found: ListOfParticipants) -> list[tuple[str, list[str]]]:
    return [(section.heading, [each.heading for each in section.sections]) for section in report(found).sections]


def test_sections_and_parties_stand_in_the_order_of_lists(record: Record) -> None:
    full(record)
    assert headings(made(record)) == [
        ("I. STATES PARTIES", ["AUSTRIA", "CABO VERDE", "CÔTE D’IVOIRE", "NORWAY"]),
        ("II. SIGNATORIES", ["PERU"]),
        ("III. OTHER STATES", ["JAPAN"]),
        ("IV. UNITED NATIONS", ["UNMAS"]),
        ("V. OBSERVERS", ["GICHD", "ICRC"]),
        ("VI. OTHER INTERNATIONAL AND REGIONAL ORGANIZATIONS", ["EUROPEAN UNION"]),
        ("VII. NON-GOVERNMENTAL ORGANIZATIONS", ["CLUSTER MUNITION COALITION"]),
    ]


def test_the_order_is_that_of_the_lists_language(record: Record) -> None:
    full(record)
    assert headings(made(record, "fr"))[0] == (
        "I. ÉTATS PARTIES",
        ["AUTRICHE", "CABO VERDE", "CÔTE D’IVOIRE", "NORVÈGE"],
    )


def test_the_secretariat_ends_the_list_without_its_telephone(store: Store) -> None:
    found = report(made(Record(store, WITH_CONTACT)))
    assert found.sections[-1].heading == "I. SECRETARIAT"
    text = repr(found)
    assert "Ms Ingrid Solvang, Conference Officer" in text
    assert "+47" not in text
    assert "ingrid@" not in text


def test_a_party_bears_the_name_of_the_day_of_the_meeting(store: Store) -> None:
    record = Record(store, WITH_CONTACT)
    record.notice("CPV", person("Ana Lopes"))
    assert made(record).entries[0].name == "Cape Verde"
    assert made(record, "fr").entries[0].name == "Cap-Vert"
    later = Record(store, replace(WITH_CONTACT, begins=date(2013, 10, 24), ends=date(2013, 10, 25)))
    assert made(later).entries[0].name == "Cabo Verde"


def test_the_conference_may_say_otherwise(record: Record) -> None:
    record.notice("CPV", person("Ana Lopes"))
    own = ValidName("CPV", {"en": "Republic of Cabo Verde"}, since=date(2020, 1, 1))
    assert made(record, names=(own,)).entries[0].name == "Republic of Cabo Verde"


def test_sections_are_the_conferences_own_and_nobody_is_lost(record: Record) -> None:
    full(record)
    own = (Category("ngos", ("ngo",), (), {"en": "Civil society"}), DEFAULT_CATEGORIES[2])
    assert [heading for heading, _ in headings(made(record, categories=own))] == [
        "I. CIVIL SOCIETY",
        "II. STATES",
        "III. OTHERS",
    ]


def test_the_head_stands_first_and_the_rest_as_notified(record: Record) -> None:
    record.notice("NOR", person("Zora Aas"), person("Anna Berg", role="head", title="Ambassador", honorific="H.E. Ms"))
    (section,) = report(made(record)).sections[0].sections
    assert [block.cell.text for block in section.blocks] == [
        "H.E. Ms Anna Berg, Ambassador (Head of Delegation)",
        "Zora Aas",
    ]


def test_every_line_leads_to_its_messages(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", person("Anna Berg", title="Envoy"))
    (row,) = records(report(made(record)))
    assert (row["name"], row["messages"]) == ("Anna Berg", [1, 2])


def test_what_leaves_the_house_names_no_messages_unless_asked(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    page = written(report(made(record)), "html", find_forms()).decode()
    assert "message" not in page


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ambassador", "Ambassador"),
        ("Ambassador, anna.berg@mfa.norway.example", "Ambassador"),
        ("Counsellor, tel. +47 22 24 36 00", "Counsellor"),
        ("Counsellor (e-mail: x@y.example)", "Counsellor"),
        ("Officer, +47 (22) 24-36-00", "Officer"),
        ("Section 5, Protocol V 2003-2008", "Section 5, Protocol V 2003-2008"),
    ],
)
def test_no_address_and_no_telephone_number_is_printed(text: str, left: str) -> None:
    assert public(text) == left


def test_who_named_nobody_is_named_to_staff_and_not_in_the_list(record: Record) -> None:
    record.notice("NOR", ANSWER_YES)
    found, missing = list_of(record.scope())
    assert (found.entries, missing) == ((), Missing(unnamed=("Norway",)))


def test_who_declined_after_naming_somebody_is_left_out_and_told(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", ANSWER_NO)
    found, missing = list_of(record.scope())
    assert (found.entries, missing.declined) == ((), ("Norway",))


def test_conflicts_are_told_to_staff_and_the_list_stays_as_notified(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"))
    record.notice("NOR", person("Olav Lie", role="head"))
    found, missing = list_of(record.scope())
    assert (len(found.entries[0].persons), [party for party, _ in missing.conflicts]) == (2, ["NOR"])


def test_the_list_of_an_earlier_day(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", person("Olav Lie"), at=NOW + timedelta(days=3))
    found, _ = list_of(record.scope(), NOW.date())
    assert [each.name for each in found.entries[0].persons] == ["Anna Berg"]


# Issues


def published(record: Record, **how: bool) -> ListOfParticipants:
    scope = record.scope()
    printed = issue(scope, list_of(scope)[0], "kari", NOW, **how)
    assert printed is not None
    return thawed(issued(scope)[-1]).list


def changes(record: Record) -> list[str]:
    scope = record.scope()
    return [block.cell.text for block in working_copy(scope, list_of(scope)[0]).sections[-1].blocks]


def test_issues_bear_symbols_by_the_scheme(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    symbols = [published(record).symbol]
    record.notice("NOR", person("Olav Lie"))
    symbols.append(published(record, addendum=True).symbol)
    symbols.append(published(record).symbol)
    record.notice("NOR", person("Kari Moe"))
    symbols += [published(record, addendum=True).symbol, published(record, final=True).symbol]
    assert symbols == ["INF.1", "INF.1/Add.1", "INF.1/Rev.1", "INF.1/Rev.1/Add.1", "INF.1/Rev.2"]


def test_the_scheme_is_the_conferences() -> None:
    own = Participation(symbol="CCM/MSP/2027/INF.1", revision="{symbol} (Revision {n})")
    assert next_symbol(own, []) == "CCM/MSP/2027/INF.1"


def test_an_issue_stays_as_it_was_whatever_comes_later(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    scope = record.scope()
    first = issue(scope, list_of(scope)[0], "kari", NOW)
    record.notice("NOR", person("Olav Lie"), gone("Anna Berg"))
    issue(scope, list_of(scope)[0], "kari", NOW)
    assert thawed(issued(scope)[0]).report == first


def test_an_issue_says_what_changed_since_the_last(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", title="Envoy"), person("Olav Lie"))
    record.notice("PER", person("Luz Paz"), sender="desk@peru.example")
    published(record)
    record.notice("NOR", person("Anna Berg", title="Ambassador", role="head"), gone("Olav Lie"))
    record.notice("PER", gone("Luz Paz"), sender="desk@peru.example")
    record.notice("AUT", person("Max Huber"), sender="desk@austria.example")
    assert changes(record) == [
        "Austria: new in the list",
        "Austria: added: Max Huber",
        "Norway: Anna Berg, Envoy now reads: Anna Berg, Ambassador (Head of Delegation)",
        "Norway: removed: Olav Lie",
        "Peru: no longer in the list",
    ]


def test_an_addendum_holds_only_what_changed(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("PER", person("Luz Paz"), sender="desk@peru.example")
    published(record)
    record.notice("PER", person("Rosa Sol"), sender="desk@peru.example")
    published(record, addendum=True)
    printed = thawed(issued(record.scope())[-1]).report
    assert [each.heading for section in printed.sections for each in section.sections] == ["PERU"]
    # The next issue compares with everything that was out by then.
    assert changes(record) == ["None."]


def test_an_addendum_to_nothing_new_is_none(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    published(record)
    scope = record.scope()
    assert issue(scope, list_of(scope)[0], "kari", NOW, addendum=True) is None


def test_a_provisional_list_calls_for_corrections_and_a_final_one_does_not(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    provisional = report(made(record, corrections_by=date(2027, 2, 23)))
    final = report(replace(made(record), final=True))
    assert provisional.title == "Provisional list of participants"
    assert provisional.footer == "Corrections are requested in writing to oslo@secretariat.example by 23 February 2027."
    assert (final.title, final.footer) == ("List of participants", "")


def test_without_a_day_of_its_own_corrections_are_asked_for_until_the_meeting_ends(record: Record) -> None:
    assert report(made(record)).footer.endswith("by 23 February 2027.")


def test_a_list_in_another_language_corrects_no_name(record: Record) -> None:
    full(record)
    assert differences(made(record), made(record, "fr")) == []


def test_a_person_who_is_forgotten_leaves_the_issues_too(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", title="Envoy"), person("Olav Lie"))
    published(record)
    record.store.forgetting.forget_person(someone(["Anna Berg"]), None, "kari", NOW)
    value = issued(record.scope())[0].value
    assert ("Anna" in value, "Olav Lie" in value) == (False, True)
    assert thawed(issued(record.scope())[0]).report.symbol == "INF.1"


def test_two_lists_that_are_the_same_differ_in_nothing(record: Record) -> None:
    full(record)
    assert differences(made(record), made(record)) == []


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "xlsx", "csv", "json"])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_list_is_written_in_every_format(record: Record, form: str, language: str) -> None:
    full(record)
    assert written(report(made(record, language)), form, find_forms())
