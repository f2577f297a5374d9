"""May a machine answer? Each duty of RFC 3834, and what real mail programs do instead."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from mailflow.core.address import Address
from mailflow.core.authentication import authenticate
from mailflow.core.conference import Conference, Receiving
from mailflow.core.guard import Verdict, guard
from mailflow.core.parsing import parse
from mailflow.core.reasons import Reason
from mailflow.core.report import read_report
from mailflow.core.text import Role, Segment, Text

POST = Address("post", "bureau.example")
HARBOUR = Conference(
    name="harbour",
    title="Harbour Conference",
    place="Bergen",
    begins=date(2026, 6, 1),
    ends=date(2026, 6, 3),
    zone=ZoneInfo("Europe/Oslo"),
    address=POST,
    addresses=(POST, Address("bureau", "bureau.example")),
)
PLAIN = {"From": "Ann Fjord <ann@harbour.example>", "To": "post@bureau.example", "Subject": "Delegation"}


def verdict(
    *lines: str, own_tokens: bool = False, receiving: Receiving | None = None, **changed: str | None
) -> Verdict:
    """The verdict on a plain message with further header lines; `changed` replaces or takes away one of its fields."""
    given = {**PLAIN, **{name.replace("_", "-"): body for name, body in changed.items()}}
    head = [*lines, *(f"{name}: {body}" for name, body in given.items() if body is not None)]
    receiving = receiving or Receiving(authserv_id="mx.bureau.example")
    message = parse(("\r\n".join(head) + "\r\n\r\nText\r\n").encode())
    text = Text(tuple(Segment(Role.NEW, b.text, b.part) for b in message.bodies))
    report = read_report(message, text)
    return guard(message, text, authenticate(message, receiving), report, HARBOUR, receiving, own_tokens)


def silences(found: Verdict) -> set[Reason]:
    """The reasons for silence."""
    return {why.reason for why in found.silent}


def reviews(found: Verdict) -> set[Reason]:
    """The reasons for a person."""
    return {why.reason for why in found.review}


def test_a_plain_message_from_a_person_may_be_answered() -> None:
    assert verdict() == Verdict()


@pytest.mark.parametrize(
    "body",
    [
        "auto-replied",
        "Auto-Generated",
        "auto-notified",
        "auto-replied (vacation)",
        "(because I am away) auto-replied",
        'auto-replied; owner-email="ann@harbour.example"',
        "a-word-not-yet-invented",
        "yes",
    ],
)
def test_auto_submitted_is_never_answered(body: str) -> None:
    found = verdict(f"Auto-Submitted: {body}")
    assert (found.machine, silences(found)) == ("auto-reply", {Reason.AUTO_SUBMITTED})


@pytest.mark.parametrize("body", ["no", "No", "no (a person)", "NO; x=y"])
def test_auto_submitted_no_is_a_person(body: str) -> None:
    assert verdict(f"Auto-Submitted: {body}").may_answer


def test_mail_passed_on_by_a_rule_is_left_to_a_person() -> None:
    found = verdict("Auto-Submitted: auto-generated", Subject="FW: Delegation")
    assert (found.machine, found.may_answer) == (None, False)


def test_null_sender_is_never_answered() -> None:
    found = verdict("Return-Path: <>")
    assert (found.machine, silences(found)) == ("auto-reply", {Reason.NULL_SENDER})


def test_an_absent_return_path_is_no_null_sender() -> None:
    assert verdict().may_answer


@pytest.mark.parametrize(
    "local",
    [
        "no-reply",
        "noreply",
        "No_Reply",
        "do-not-reply",
        "donotreply",
        "noreply-visa",
        "visa.noreply",
        "ne-pas-repondre",
        "no-responder",
        "owner-delegates",
        "delegates-request",
        "delegates-owner",
        "delegates-bounces",
        "bounce",
        "bounces",
        "bounces+123",
        "list-return-7",
        "MAILER-DAEMON",
        "listserv",
        "majordomo",
        "LISTSERV",
        "autoreply",
        "nobody",
    ],
)
def test_an_address_behind_which_nobody_reads_is_not_answered(local: str) -> None:
    assert Reason.NO_REPLY_ADDRESS in silences(verdict(From=f"X <{local}@harbour.example>"))


@pytest.mark.parametrize(
    "local",
    [
        "postmaster",
        "ann",
        "replyer",
        "request.office",
        "info",
        "owner",
        "bounceworth",
        "j.no",
        "norepl",
        "reply",
        "ann.owner",
    ],
)
def test_an_address_of_a_person_or_an_office_is_answered(local: str) -> None:
    assert verdict(From=f"X <{local}@harbour.example>").may_answer


@pytest.mark.parametrize("path", ["owner-list@x.example", "list-request@x.example", "list-bounces+a=b@x.example"])
def test_the_return_path_of_a_list_is_not_answered(path: str) -> None:
    assert silences(verdict(f"Return-Path: <{path}>")) == {Reason.NO_REPLY_ADDRESS}


def test_a_relay_that_counts_bounces_does_not_silence_a_person() -> None:
    assert verdict("Return-Path: <bounces+7-ann=harbour.example@relay.example>").may_answer


@pytest.mark.parametrize(
    "name",
    ["List-Id", "List-Help", "List-Subscribe", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Post", "List-Owner"],
)
def test_a_list_field_of_any_content_makes_bulk(name: str) -> None:
    found = verdict(f"{name}: <x>")
    assert (found.machine, silences(found)) == ("bulk", {Reason.LIST_MAIL})


def test_our_own_list_in_front_of_the_mailbox_makes_no_bulk() -> None:
    found = verdict("List-Id: Bureau <post.bureau.example>", "Precedence: list")
    assert (found.machine, found.may_answer) == (None, False)


def test_a_list_that_names_our_domain_beside_another_is_not_our_own() -> None:
    assert (
        verdict(
            "List-Id: Bureau <post.bureau.example>", "List-Post: <mailto:a@news.example> post.bureau.example"
        ).machine
        == "bulk"
    )


@pytest.mark.parametrize(
    ("body", "machine"), [("bulk", "bulk"), ("List", "bulk"), ("junk", "bulk"), ("auto_reply", "auto-reply")]
)
def test_precedence_of_machines_is_not_answered(body: str, machine: str) -> None:
    found = verdict(f"Precedence: {body}")
    assert (found.machine, silences(found)) == (machine, {Reason.BULK_PRECEDENCE})


def test_a_vacation_program_that_writes_precedence_bulk_is_an_auto_reply() -> None:
    assert verdict("Precedence: bulk", "Auto-Submitted: auto-replied").machine == "auto-reply"


@pytest.mark.parametrize("body", ["All", "OOF", "AutoReply", "DR, OOF", "oof,autoreply", "RN, NRN, AutoReply"])
def test_a_wish_for_silence_is_granted_without_taking_the_sender_for_a_machine(body: str) -> None:
    found = verdict(f"X-Auto-Response-Suppress: {body}")
    assert (found.machine, silences(found)) == (None, {Reason.SUPPRESS_REQUESTED})


@pytest.mark.parametrize("body", ["None", "DR", "DR, RN, NRN", "NDR", ""])
def test_a_wish_about_reports_alone_does_not_silence(body: str) -> None:
    assert verdict(f"X-Auto-Response-Suppress: {body}").may_answer


@pytest.mark.parametrize(
    "line",
    [
        "X-Autoreply: yes",
        "X-Auto-Reply: 1",
        "X-Autorespond:",
        "X-Mail-Autoreply: x",
        "X-MS-Exchange-Inbox-Rules-Loop: ann@harbour.example",
        "Message-Class: IPM.Note.Rules.OofTemplate.Microsoft",
        "X-POST-MessageClass: 9; Autoresponder",
        "Message-ID: <mf.k7.abcdefghijklmnop@elsewhere.example>",
    ],
)
def test_the_marks_of_mail_programs_make_an_auto_reply(line: str) -> None:
    found = verdict(line)
    assert (found.machine, silences(found)) == ("auto-reply", {Reason.VENDOR_AUTO_REPLY})


def test_an_inbox_rule_of_another_person_passes_on_and_does_not_answer() -> None:
    found = verdict("X-MS-Exchange-Inbox-Rules-Loop: chief@harbour.example")
    assert (found.machine, found.may_answer) == (None, False)


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Invitation",
        "Out of Office: Invitation",
        "Réponse automatique : Invitation",
        "RÉPONSE AUTOMATIQUE\u00a0: Invitation",
        "Respuesta automática: Invitación",
        "Abwesend: Einladung",
        "Автоматический ответ: приглашение",
        "自动答复: 邀请",
        "رد تلقائي: دعوة",
        "תשובה אוטומטית: הזמנה",
        "Trả lời tự động: lời mời",
        "Balasan otomatis: undangan",
        "Samodejni odgovor: vabilo",
        "Read: Invitation",
        "Gelesen: Einladung",
        "Lu\u00a0: Invitation",
        "Undeliverable: Invitation",
        "Unzustellbar: Einladung",
        "配信不能: 招待",
    ],
)
def test_the_fixed_beginning_of_a_programs_subject_forbids_an_answer_and_proves_nothing_alone(subject: str) -> None:
    found = verdict(Subject=subject)
    assert (found.machine, found.may_answer) == (None, False)
    assert [why.reason for why in found.review] == [Reason.AUTO_SUBJECT]


@pytest.mark.parametrize(
    "subject",
    ["Re: Automatic reply: x", "Auto: your letter", "Automatic weapons", "Auto parts", "Reading list", "Lunch"],
)
def test_other_subjects_prove_no_machine(subject: str) -> None:
    assert verdict(Subject=subject).may_answer


@pytest.mark.parametrize(
    "field",
    [
        "X-Spam-Flag: YES",
        "X-Spam: Yes",
        "X-Spam-Status: Yes, score=9.1 required=5.0",
        "X-Rspamd-Action: add header",
        "X-MS-Exchange-Organization-SCL: 6",
        "X-Forefront-Antispam-Report: CIP:192.0.2.1;CTRY:;LANG:en;SCL:5;SRV:;SFV:SPM;H:mx",
        "X-Virus-Status: Infected (Eicar)",
    ],
)
def test_what_a_filter_has_marked_waits_for_a_person(field: str) -> None:
    found = verdict(field)
    assert (found.machine, found.silent) == (None, ())
    assert [why.reason for why in found.review] == [Reason.MARKED_BY_FILTER]
    assert field.partition(": ")[2][:40] in found.review[0].seen


@pytest.mark.parametrize(
    "field",
    [
        "X-Spam-Flag: NO",
        "X-Spam-Status: No, score=-1.9",
        "X-Spam-Score: 0.1",
        "X-Rspamd-Action: no action",
        "X-MS-Exchange-Organization-SCL: -1",
        "X-Forefront-Antispam-Report: CIP:192.0.2.1;SCL:1;SFV:NSPM;H:mx",
        "X-Virus-Status: Clean",
        "X-Bogosity: Ham, tests=bogofilter",
    ],
)
def test_what_a_filter_let_through_is_answered(field: str) -> None:
    assert verdict(field).may_answer


@pytest.mark.parametrize("kind", ["delivery-status", "disposition-notification", "feedback-report", "x-new"])
def test_a_report_of_any_type_is_never_answered(kind: str) -> None:
    found = verdict(f'Content-Type: multipart/report; report-type={kind}; boundary="b"')
    assert found.machine in ("bounce", "auto-reply")


def test_our_own_letter_that_comes_back_is_ours() -> None:
    found = verdict(own_tokens=True)
    assert (found.machine, silences(found)) == ("own", {Reason.OUR_OWN_LETTER})


@pytest.mark.parametrize("author", ["post@bureau.example", "Post+x@bureau.example", "BUREAU@Bureau.Example"])
def test_a_message_from_our_own_address_is_ours(author: str) -> None:
    assert verdict(From=author).machine == "own"


def test_our_own_loop_mark_is_ours() -> None:
    assert verdict("X-Loop: post@bureau.example").machine == "own"


def test_a_message_with_many_hops_has_gone_in_a_circle() -> None:
    assert silences(verdict(*["Received: from a by b"] * 26)) == {Reason.LOOP}
    assert silences(verdict(*["Received: from a by b"] * 25)) == set()


def test_a_message_that_names_none_of_our_addresses_is_not_answered() -> None:
    found = verdict(To="undisclosed-recipients:;")
    assert (found.machine, silences(found)) == (None, {Reason.NOT_ADDRESSED_TO_US})


@pytest.mark.parametrize("field", ["Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"])
def test_our_address_counts_in_every_field_of_recipients(field: str) -> None:
    assert verdict(f"{field}: Bureau <Post+2026@bureau.example>", To="all@harbour.example").may_answer


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"From": None}, Reason.NO_AUTHOR),
        ({"From": "undisclosed"}, Reason.NO_AUTHOR),
        ({"From": "a@harbour.example, b@harbour.example"}, Reason.SEVERAL_AUTHORS),
        ({"Sender": "x@relay.example"}, Reason.PARTY_MISMATCH),
        ({"From": '"chief@port.example" <ann@harbour.example>'}, Reason.PARTY_MISMATCH),
        ({"From": "Embаssy <ann@harbour.example>"}, Reason.PARTY_MISMATCH),
    ],
)
def test_an_author_who_is_not_one_person_goes_to_review(changed: dict[str, str | None], reason: Reason) -> None:
    assert reason in reviews(verdict(**changed))


def test_two_from_fields_go_to_review() -> None:
    assert Reason.SEVERAL_AUTHORS in reviews(verdict("From: Bo <bo@port.example>"))


@pytest.mark.parametrize(
    "author",
    [
        "Посольство <ann@harbour.example>",
        "ann@harbour.example <ann@harbour.example>",
        "大使馆 Ann <ann@harbour.example>",
    ],
)
def test_names_in_one_script_a_word_are_in_order(author: str) -> None:
    assert verdict(From=author).may_answer


@pytest.mark.parametrize(
    ("results", "reason"),
    [("dmarc=fail", Reason.FORGED), ("spf=none", Reason.UNAUTHENTICATED), ("dmarc=none", Reason.UNAUTHENTICATED)],
)
def test_what_the_receiving_server_does_not_prove_goes_to_review(results: str, reason: Reason) -> None:
    assert reviews(verdict(f"Authentication-Results: mx.bureau.example; {results}")) == {reason}


def test_no_results_at_all_are_accepted_or_reviewed_as_the_mailbox_says() -> None:
    assert reviews(verdict(receiving=Receiving(absent="review"))) == {Reason.UNAUTHENTICATED}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('Content-Type: multipart/encrypted; boundary="b"', Reason.ENCRYPTED),
        ('Content-Type: application/pkcs7-mime; smime-type="enveloped-data"', Reason.ENCRYPTED),
        ("Content-Type: application/ms-tnef", Reason.UNREADABLE),
        ("Content-Type: multipart/mixed", Reason.MALFORMED),
    ],
)
def test_what_was_not_read_goes_to_review(line: str, reason: Reason) -> None:
    assert reason in reviews(verdict(line))
