-- What calls for a visit besides a plan, discussions of a child with a manager, and summaries of the record. SI 2010/959 reg 28, SI 2005/1533 reg 8, SI 2010/2797, SI 2011/1010; local standards.

-- A visit was asked for, or something happened after which there must be one.
create table visit_call (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('standing', 'over')),
  kind         text check (kind in ('asked in our care', 'asked in private fostering', 'concern about the home', 'doubt about welfare', 'arranged by others', 'short breaks', 'custody', 'long stay')),
  from_on      date,
  told_by      text,
  what         text,
  until_on     date,
  over_why     text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on visit_call (child_id);
create unique index on visit_call (child_id, import_key);

-- A manager and a worker think one child through: oversight that leaves a trace.
create table oversight_discussion (
  id             uuid primary key default uuidv7(),
  child_id       uuid not null references person,
  state          text not null check (state in ('recorded')),
  held_on        date,
  held_by        uuid references staff,
  trigger        text check (trigger in ('supervision', 'escalation', 'dip sample', 'weekly meeting', 'decision', 'audit')),
  known          text,
  challenge      text,
  safe_now       text check (safe_now in ('yes', 'no', 'unsure')),
  asked          text,
  asked_by_on    date,
  version        integer not null default 1,
  recorded_at    timestamptz not null default now(),
  recorded_by    uuid references staff,
  import_id      uuid,
  import_key     text,
  given          jsonb
);
create index on oversight_discussion (child_id, held_on);
create unique index on oversight_discussion (child_id, import_key);

-- The record told again in a page: what has happened, what it means, what is being done.
create table record_summary (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('recorded')),
  written_on   date,
  written_by   uuid references staff,
  story        text,
  means        text,
  doing        text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on record_summary (child_id, written_on);
create unique index on record_summary (child_id, import_key);
