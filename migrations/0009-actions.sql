-- What somebody was asked to do about a child, and whether it made a difference. A direction when a manager asks.
create table action (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('open', 'answered', 'verified', 'stopped')),
  what          text not null,
  so_that       text,
  asked_by      uuid references staff,
  owner_id      uuid references staff,
  asked_on      date not null,
  due_on        date not null,
  first_due_on  date not null,
  direction     boolean not null default false,
  answer        text,
  evidence      text,
  evidence_id   uuid,
  answered_on   date,
  answered_by   uuid references staff,
  verified_on   date,
  verified_by   uuid references staff,
  difference    text,
  extended      integer not null default 0,
  extended_why  text,
  stopped_why   text,
  repeats_id    uuid references action,
  times_asked   integer not null default 1,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb,
  check (verified_by is null or verified_by <> answered_by)
);
create index on action (child_id);
create unique index on action (child_id, import_key);
create index on action (owner_id) where state = 'open';
