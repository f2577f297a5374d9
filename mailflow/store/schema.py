"""The schema, from the first version on: the only place that makes tables.

A released migration is never changed; a new one is added below it. Large bytes lie in tables of their own, so that a
change of state rewrites some hundred bytes and not the message. No index, and no query of the worker, costs more with
the hundred-thousandth message than with the first.
"""

from __future__ import annotations

import secrets

from sqlite_utils import Database as Toolbox
from sqlite_utils.migrations import Migrations

from mailflow.store.database import Database
from mailflow.store.version import APPLICATION_ID, VERSION

MIGRATIONS = Migrations("mailflow")

_LEDGER = """
create table messages (
    id integer primary key,
    conference text not null,
    mailbox text not null,
    sha256 text not null,
    size integer not null,
    received_at text not null,
    taken_at text not null,
    state text not null check (state in ('taken', 'sorted', 'duplicate', 'parked', 'oversize')),
    tries integer not null default 0,
    begun integer not null default 0,
    error text not null default '',
    backlog integer not null default 0,
    content_key text,
    message_id text,
    sender text not null default '',
    subject text not null default '',
    sent_at text,
    kinds text not null default '[]',
    party text,
    attendance text,
    language text,
    disposition text,
    needs_person integer not null default 0,
    effective integer not null default 0,
    duplicate_of integer references messages (id),
    sorted_at text,
    decision text not null default '{}',
    unique (conference, sha256)
) strict;
create index messages_state on messages (state);
create index messages_unsorted on messages (mailbox, state, received_at) where state in ('taken', 'parked', 'oversize');
create index messages_conference on messages (conference);
create index messages_content on messages (conference, content_key) where content_key is not null;
create index messages_ids on messages (conference, message_id) where message_id is not null;
create index messages_party on messages (conference, party) where party is not null;
create index messages_disposition on messages (conference, disposition) where disposition is not null;
create table raws (message integer primary key references messages (id), raw blob not null) strict;
create table places (
    mailbox text not null,
    folder text not null,
    uidvalidity integer not null,
    uid integer not null,
    message integer not null references messages (id),
    primary key (mailbox, folder, uidvalidity, uid)
) strict, without rowid;
create index places_message on places (message);
create table folders (
    mailbox text not null,
    folder text not null,
    uidvalidity integer not null,
    fence integer not null,
    first_at text not null,
    renumbered integer not null default 0,
    fence_anew integer not null default 0,
    last_contact text not null,
    on_server integer not null default 0,
    problem text not null default '',
    primary key (mailbox, folder)
) strict, without rowid
"""
_RECORDS = """
create table traces (message integer primary key references messages (id), trace blob not null) strict;
create table kinds (
    kind text not null,
    message integer not null references messages (id),
    primary key (kind, message)
) strict, without rowid;
create table entries (
    id integer primary key,
    message integer references messages (id),
    conference text not null,
    at text not null,
    entered_by text not null,
    what text not null,
    value text not null
) strict;
create index entries_message on entries (message);
create table facts (
    id integer primary key,
    message integer references messages (id),
    conference text not null,
    party text,
    kind text not null,
    value text not null,
    part text not null,
    words text not null,
    at text not null,
    entered_at text not null,
    entered_by text not null default '',
    entry integer references entries (id),
    effective integer not null,
    replaced_by integer references entries (id)
) strict;
create index facts_message on facts (message);
create index facts_party on facts (conference, party, kind, at);
create index facts_kind on facts (conference, kind, at);
create table reviews (
    id integer primary key,
    message integer not null references messages (id),
    conference text not null,
    reasons text not null,
    opened_at text not null,
    state text not null default 'open' check (state in ('open', 'accepted', 'dismissed')),
    settled_at text,
    settled_by text not null default ''
) strict;
create index reviews_open on reviews (conference, id) where state = 'open';
create index reviews_message on reviews (message);
create table pasts (
    conference text not null,
    party text not null,
    kinds text not null default '{}',
    attendance text,
    attendance_at text not null default '',
    delegates text not null default '[]',
    delegates_at text not null default '',
    primary key (conference, party)
) strict, without rowid;
create table registers (
    conference text not null, kind text not null, last integer not null, primary key (conference, kind)
) strict, without rowid;
create table texts (message integer primary key references messages (id), text blob not null) strict;
create virtual table search using fts5 (
    subject, sender, body, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
)
"""
_OUTBOX = """
create table letters (
    id integer primary key,
    token text not null unique,
    conference text not null,
    party text,
    purpose text not null,
    template text not null,
    language text not null,
    subject text not null,
    message_id text not null,
    sender text,
    message integer references messages (id),
    campaign text,
    state text not null check (state in
        ('held', 'queued', 'sending', 'sent', 'deferred', 'failed', 'unknown', 'cancelled', 'bounced')),
    hold text not null default '',
    tries integer not null default 0,
    created_at text not null,
    queued_at text,
    next_try_at text,
    tried_at text,
    copy_at text,
    sent_at text,
    template_revision text not null,
    rules_revision text not null
) strict;
create unique index letters_occasion on letters (message, purpose) where message is not null;
create unique index letters_campaign on letters (conference, campaign, party, purpose) where campaign is not null;
create index letters_state on letters (state, next_try_at);
create index letters_conference on letters (conference);
create index letters_party on letters (conference, party) where party is not null;
create table tallies (minute text primary key, answers integer not null) strict, without rowid;
create table letter_data (letter integer primary key references letters (id), data blob not null) strict;
create table recipients (
    letter integer not null references letters (id),
    place integer not null,
    address text not null,
    key text not null,
    domain text not null,
    journal integer not null default 0,
    automatic integer not null,
    state text not null default 'queued' check (state in ('queued', 'sent', 'deferred', 'failed', 'unknown', 'bounced')),
    code integer,
    enhanced text not null default '',
    text text not null default '',
    at text,
    queued_at text,
    primary key (letter, place)
) strict, without rowid;
create index recipients_key on recipients (key, queued_at) where journal = 0;
create index recipients_domain on recipients (domain, queued_at) where journal = 0 and automatic = 1;
create table attempts (
    id integer primary key,
    letter integer not null references letters (id),
    at text not null,
    what text not null,
    entered_by text not null default '',
    text text not null default ''
) strict;
create index attempts_letter on attempts (letter);
create table alarms (
    id integer primary key,
    cause text not null,
    text text not null,
    opened_at text not null,
    closed_at text
) strict;
create unique index alarms_open on alarms (cause) where closed_at is null;
create table notes (name text primary key, value text not null) strict, without rowid
"""
_CAMPAIGNS = """
create table campaigns (
    conference text not null,
    name text not null,
    letter text not null,
    owed text not null default '[]',
    reminds text,
    copy integer not null default 0,
    since text,
    seal text not null default '',
    begun_at text not null,
    begun_by text not null,
    primary key (conference, name)
) strict, without rowid;
create table approvals (
    conference text not null,
    campaign text not null,
    seal text not null,
    person text not null,
    what text not null check (what in ('queued', 'approved')),
    entered_by text not null,
    at text not null,
    primary key (conference, campaign, seal, person, what)
) strict, without rowid;
create table revisions (
    id integer primary key,
    letter integer not null references letters (id),
    at text not null,
    entered_by text not null,
    subject text not null,
    language text not null,
    template text not null,
    template_revision text not null,
    recipients text not null,
    data text not null
) strict;
create index revisions_letter on revisions (letter);
create index letters_party_waiting on letters (conference, party)
    where campaign is not null and state in ('held', 'queued', 'deferred');
create index recipients_dead on recipients (key, at) where journal = 0 and state in ('bounced', 'failed')
"""

_DOCUMENTS = """
create table document_acts (
    id integer primary key,
    message integer references messages (id),
    conference text not null,
    at text not null,
    entered_by text not null,
    what text not null check (what in ('receive', 'accept', 'reject', 'withdraw', 'correct', 'add')),
    value text not null
) strict;
create index document_acts_conference on document_acts (conference, id);
create index document_acts_message on document_acts (message) where message is not null;
create table document_files (sha256 text primary key, content blob not null) strict
"""
_PROMISES = """
create table promises (
    id integer primary key,
    conference text not null,
    text text not null,
    due text not null,
    audience text not null,
    letter text,
    made_at text not null,
    made_by text not null default '',
    state text not null default 'open' check (state in ('open', 'kept', 'dropped')),
    settled_at text,
    settled_by text not null default '',
    kept_by text not null default '',
    note text not null default ''
) strict;
create unique index promises_letter on promises (conference, letter, text) where letter is not null;
create table announced_sessions (
    id integer primary key,
    conference text not null,
    session text not null,
    title text not null,
    begins text not null,
    ends text not null,
    tentative integer not null,
    at text not null,
    entered_by text not null,
    campaign text not null
) strict;
create unique index announced_by_campaign on announced_sessions (conference, campaign, session, begins, ends, tentative)
    where campaign <> '';
alter table campaigns add column session text not null default ''
"""


@MIGRATIONS()
def first(db: Toolbox) -> None:
    """Ledger, records, outbox, alarms and search."""
    for statement in [each for part in (_LEDGER, _RECORDS, _OUTBOX) for each in part.split(";\n")]:
        db.execute(statement)
    # By the identity a mark beside the database knows to which database it belongs.
    db.execute("insert into notes values ('identity', ?), ('sendings', '0')", [secrets.token_hex(8)])
    db.execute(f"pragma application_id = {APPLICATION_ID}")


@MIGRATIONS()
def forgetting(db: Toolbox) -> None:
    """When the contents of a message or a letter were removed for good (`store.forgetting`)."""
    db.execute("alter table messages add column forgotten_at text")
    db.execute("alter table letters add column forgotten_at text")


@MIGRATIONS()
def channels(db: Toolbox) -> None:
    """Messages that came otherwise than by mail: by fax, by telephone, on paper, by word of mouth."""
    db.execute("alter table messages add column channel text not null default 'mail'")
    db.execute("alter table messages add column taken_by text not null default ''")


@MIGRATIONS()
def documents(db: Toolbox) -> None:
    """What people do with documents, and the files that were accepted."""
    for statement in _DOCUMENTS.split(";\n"):
        db.execute(statement)


@MIGRATIONS()
def campaigns(db: Toolbox) -> None:
    """Letters to many: campaigns, who approved which bytes; and the earlier texts of letters that were written anew."""
    for statement in _CAMPAIGNS.split(";\n"):
        db.execute(statement)


@MIGRATIONS()
def issues(db: Toolbox) -> None:
    """What was issued under a symbol, frozen: lists of participants."""
    db.execute(
        "create table issues (conference text not null, series text not null, number integer not null,"
        " symbol text not null, final integer not null, addendum integer not null, issued_at text not null,"
        " issued_by text not null, value text not null, primary key (conference, series, number)) strict"
    )


@MIGRATIONS()
def promises(db: Toolbox) -> None:
    """What was announced: things that are to follow, and the times of sessions."""
    for statement in _PROMISES.split(";\n"):
        db.execute(statement)


@MIGRATIONS()
def doubts(db: Toolbox) -> None:
    """Who may have a letter already that a person sends again: its journal copy can still come from the first time."""
    db.execute("alter table recipients add column doubtful integer not null default 0")


@MIGRATIONS()
def pictures(db: Toolbox) -> None:
    """Facts that were made out in pictures, and the messages whose pictures are still to be read."""
    db.execute("alter table facts add column picture integer not null default 0")
    db.execute("alter table facts add column unsure text not null default '[]'")
    db.execute(
        "create table pictures (message integer primary key references messages (id), tries integer not null default 0)"
        " strict"
    )


@MIGRATIONS()
def moves(db: Toolbox) -> None:
    """Messages that a rule puts into another folder, until they are there (`store.moves`)."""
    db.execute(
        "create table moves (mailbox text not null, folder text not null, uidvalidity integer not null,"
        " uid integer not null, message integer not null references messages (id), target text not null,"
        " primary key (mailbox, folder, uidvalidity, uid)) strict, without rowid"
    )
    db.execute("create index moves_message on moves (message)")


def migrate(db: Database) -> None:
    """Bring the tables up to date, inside a write transaction: what another process did meanwhile is seen under the lock."""
    MIGRATIONS.apply(Toolbox(db.connection))
    db.execute(f"pragma user_version = {VERSION}")
