"""The closed list of reasons. Every silence, review and parking names at least one of them.

The value is the kebab-case word that is stored and counted; `SENTENCE` is what staff read. A `Why` carries the reason
together with what was seen, so that the sentence can be checked against the message.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a message is answered, not answered, or laid before a person."""

    # a machine sent it: nothing may go out
    AUTO_SUBMITTED = "auto-submitted"
    NULL_SENDER = "null-sender"
    NO_REPLY_ADDRESS = "no-reply-address"
    LIST_MAIL = "list-mail"
    BULK_PRECEDENCE = "bulk-precedence"
    SUPPRESS_REQUESTED = "suppress-requested"
    DELIVERY_REPORT = "delivery-report"
    DISPOSITION_REPORT = "disposition-report"
    FEEDBACK_REPORT = "feedback-report"
    OUR_OWN_LETTER = "our-own-letter"
    OWN_ADDRESS = "own-address"
    LOOP = "loop"
    VENDOR_AUTO_REPLY = "vendor-auto-reply"
    NOT_ADDRESSED_TO_US = "not-addressed-to-us"
    RULE_IGNORES = "rule-ignores"
    # a person must look first
    AUTO_SUBJECT = "auto-subject"
    MARKED_BY_FILTER = "marked-by-filter"
    FORGED = "forged"
    UNAUTHENTICATED = "unauthenticated"
    SEVERAL_AUTHORS = "several-authors"
    NO_AUTHOR = "no-author"
    FOREIGN_REPLY_TO = "foreign-reply-to"
    SAME_ID_OTHER_CONTENT = "same-id-other-content"
    UNKNOWN_SENDER = "unknown-sender"
    NOT_ON_ROSTER = "not-on-roster"
    SEVERAL_PARTIES = "several-parties"
    PARTY_MISMATCH = "party-mismatch"
    FREE_MAIL = "free-mail"
    LOOKALIKE_DOMAIN = "lookalike-domain"
    DANGEROUS_ATTACHMENT = "dangerous-attachment"
    CONTRADICTION = "contradiction"
    OTHER_EVENT = "other-event"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    MALFORMED = "malformed"
    NOT_UNDERSTOOD = "not-understood"
    RULE_REVIEWS = "rule-reviews"
    NO_RULE = "no-rule"
    PARKED = "parked"
    # a person must follow up, whether or not a letter goes out
    QUESTION = "question"
    REQUEST = "request"
    MISSING_ATTACHMENT = "missing-attachment"
    REPLACES_EARLIER = "replaces-earlier"
    PERMANENT_BOUNCE = "permanent-bounce"
    ADDRESS_CHANGED = "address-changed"
    INCOMPLETE = "incomplete"
    READ_FROM_PICTURE = "read-from-picture"
    # the message may be answered, but no letter leaves
    NO_LETTER_NAMED = "no-letter-named"
    ANSWERED_ALREADY = "answered-already"
    ANSWERED_RECENTLY = "answered-recently"
    CEILING = "ceiling"
    BACKLOG = "backlog"
    LETTER_FAILED = "letter-failed"
    NO_ADDRESS = "no-address"
    BAD_ADDRESS = "bad-address"
    HELD = "held"
    # it was answered
    ACKNOWLEDGED = "acknowledged"
    BY_A_PERSON = "by-a-person"


SENTENCE: dict[Reason, str] = {
    Reason.AUTO_SUBMITTED: "The message says that a machine sent it (Auto-Submitted).",
    Reason.NULL_SENDER: "The message has no envelope sender; an answer would go nowhere or to a machine.",
    Reason.NO_REPLY_ADDRESS: "The sender's address takes no answers.",
    Reason.LIST_MAIL: "The message came through a mailing list.",
    Reason.BULK_PRECEDENCE: "The message is marked as bulk or automatic mail (Precedence).",
    Reason.SUPPRESS_REQUESTED: "The sender asks for no automatic answers (X-Auto-Response-Suppress).",
    Reason.DELIVERY_REPORT: "The message reports on the delivery of a letter.",
    Reason.DISPOSITION_REPORT: "The message is a read receipt.",
    Reason.FEEDBACK_REPORT: "The message is a complaint report.",
    Reason.OUR_OWN_LETTER: "The message is a letter of ours that came back.",
    Reason.OWN_ADDRESS: "The message comes from one of our own addresses.",
    Reason.LOOP: "The message has gone in a circle.",
    Reason.VENDOR_AUTO_REPLY: "The message carries a mail program's mark of an automatic answer.",
    Reason.NOT_ADDRESSED_TO_US: "None of our addresses stands among the recipients.",
    Reason.RULE_IGNORES: "A rule says that this kind of message is not answered.",
    Reason.AUTO_SUBJECT: "The subject begins as that of an automatic answer or of a delivery report does.",
    Reason.MARKED_BY_FILTER: "A filter on the way has marked the message as spam or as dangerous.",
    Reason.FORGED: "The receiving server says that the sender is forged.",
    Reason.UNAUTHENTICATED: "Nothing proves that the sender's domain sent this message.",
    Reason.SEVERAL_AUTHORS: "The message names more than one author.",
    Reason.NO_AUTHOR: "The message names no author that can be read.",
    Reason.FOREIGN_REPLY_TO: "Answers are asked to a foreign domain (Reply-To).",
    Reason.SAME_ID_OTHER_CONTENT: "Another message with the same Message-ID has other content.",
    Reason.UNKNOWN_SENDER: "The sender is tied to no party on the roster.",
    Reason.NOT_ON_ROSTER: "The message speaks for a party that is not on the roster.",
    Reason.SEVERAL_PARTIES: "The message speaks for more than one party.",
    Reason.PARTY_MISMATCH: "The message speaks for a party that its sender cannot be shown to belong to.",
    Reason.FREE_MAIL: "The message comes from a free-mail address.",
    Reason.LOOKALIKE_DOMAIN: "The sender's domain resembles a party's domain but is not it.",
    Reason.DANGEROUS_ATTACHMENT: "An attachment is a program or carries macros; it was not opened.",
    Reason.CONTRADICTION: "The message contradicts itself.",
    Reason.OTHER_EVENT: "A calendar program answers an event that is not shown to be the conference.",
    Reason.UNREADABLE: "Something in the message could not be read.",
    Reason.ENCRYPTED: "The message or an attachment is encrypted.",
    Reason.TOO_LARGE: "The message or an attachment is over the size limit.",
    Reason.MALFORMED: "The message is malformed.",
    Reason.NOT_UNDERSTOOD: "A sentence of the message was not understood, and may change what the rest says.",
    Reason.RULE_REVIEWS: "A rule asks for a person.",
    Reason.NO_RULE: "No rule knows what this message is.",
    Reason.PARKED: "The message could not be handled in three tries and is parked.",
    Reason.QUESTION: "The message asks something that a person must answer.",
    Reason.REQUEST: "The message makes a request that a person must decide.",
    Reason.MISSING_ATTACHMENT: "Something that the message announces is not attached.",
    Reason.REPLACES_EARLIER: "A document takes the place of an earlier one.",
    Reason.PERMANENT_BOUNCE: "A letter of ours cannot be delivered; another address must be found.",
    Reason.ADDRESS_CHANGED: "An address in our files is no longer right.",
    Reason.INCOMPLETE: "Something that was announced is missing or could not be read.",
    Reason.READ_FROM_PICTURE: "What was made out in a picture is only proposed; it has no effect until a person accepts it.",
    Reason.NO_LETTER_NAMED: "No rule names a letter for this message.",
    Reason.ANSWERED_ALREADY: "This message was answered before.",
    Reason.ANSWERED_RECENTLY: "The same kind of letter went to this correspondent a short time ago.",
    Reason.CEILING: "The ceiling for automatic letters is reached.",
    Reason.BACKLOG: "The message lay in the mailbox before the first start; old mail is filed, not answered.",
    Reason.LETTER_FAILED: "The letter could not be rendered.",
    Reason.NO_ADDRESS: "The party has no address to which a letter may go.",
    Reason.BAD_ADDRESS: "The address cannot be used.",
    Reason.HELD: "The letter waits for a person.",
    Reason.ACKNOWLEDGED: "The message is acknowledged.",
    Reason.BY_A_PERSON: "A person decided.",
}


@dataclass(frozen=True, slots=True)
class Why:
    """A reason with what was seen: `Why(Reason.AUTO_SUBMITTED, "auto-replied")`."""

    reason: Reason
    seen: str = ""

    def __str__(self) -> str:
        sentence = SENTENCE[self.reason]
        return f"{sentence} ({self.seen})" if self.seen else sentence
