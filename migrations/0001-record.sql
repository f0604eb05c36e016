-- The record: people, what was written about them, and who wrote it. A row is the truth, an event is its history.
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

create table team (
  id       uuid primary key default uuidv7(),
  name     text not null unique,
  service  text not null
);

create table staff (
  id       uuid primary key default uuidv7(),
  name     text not null,
  role     text not null check (role in ('SCR', 'SW', 'TM', 'SM', 'CPC', 'IRO', 'LADO', 'QA', 'PA', 'SSW', 'VS', 'EHL', 'BS', 'LEG', 'DIR', 'MEM', 'ADM', 'EDT', 'PERF', 'DPO', 'INSP')),
  team_id  uuid references team,
  -- As the authority's own systems or Social Work England know this person; how a return names a worker.
  external_id      text unique,
  registered       boolean not null default false,
  newly_qualified  boolean not null default false,
  weighted_limit   numeric(5, 1) not null default 22,
  signs_in_as      text unique,
  started_on       date,
  leaves_on        date,
  disabled_at      timestamptz
);
create index on staff (team_id);

create table post (
  id         uuid primary key default uuidv7(),
  team_id    uuid not null references team,
  title      text not null,
  filled_by  uuid references staff,
  filled     text not null check (filled in ('permanent', 'agency', 'vacant')),
  since_on   date not null
);
create index on post (team_id);

create table person (
  id    uuid primary key default uuidv7(),
  kind  text not null check (kind in ('child', 'adult', 'unborn')),
  -- The authority's own child id, as returns carry it: never reused, kept when two records are merged.
  la_child_id     text unique check (length(la_child_id) between 1 and 20),
  given_name      text,
  family_name     text,
  known_as        text,
  born_on         date,
  expected_on     date,
  died_on         date,
  sex             text check (sex in ('M', 'F', 'U', 'I')),
  ethnicity       text check (ethnicity in ('WBRI', 'WIRI', 'WIRT', 'WOTH', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT')),
  disabilities    text[],
  first_language  text,
  interpreter     boolean,
  upn             text,
  former_upn      text,
  upn_unknown     text check (upn_unknown in ('UN1', 'UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7', 'UN8', 'UN9', 'UN10')),
  nhs_number      text,
  phone           text,
  school          text,
  -- What a worker must know before knocking on the door.
  worker_risk       text,
  restricted_level  smallint not null default 0 check (restricted_level between 0 and 3),
  merged_into       uuid references person,
  state             text not null default 'active' check (state in ('active', 'merged', 'archived')),
  version           integer not null default 1,
  recorded_at       timestamptz not null default now(),
  recorded_by       uuid references staff,
  import_id         uuid,
  given             jsonb,
  check ((state = 'merged') = (merged_into is not null))
);
create index on person (born_on);
create index on person (upn) where upn is not null;
create index on person (nhs_number) where nhs_number is not null;
create index person_name_trgm on person using gin ((coalesce(given_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(known_as, '')) gin_trgm_ops);
create index person_sounds on person (dmetaphone(family_name));

create table former_name (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  given_name   text,
  family_name  text,
  kind         text not null check (kind in ('former', 'alias', 'birth')),
  until_on     date,
  state        text not null default 'recorded' check (state in ('recorded')),
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on former_name (child_id);

create table address (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  lines         text,
  postcode      text,
  kind          text not null check (kind in ('home', 'placement', 'family', 'other')),
  confidential  boolean not null default false,
  from_on       date,
  to_on         date,
  state         text not null default 'recorded' check (state in ('recorded')),
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb,
  check (to_on >= from_on)
);
create index on address (child_id);
create index address_trgm on address using gin ((coalesce(lines, '') || ' ' || coalesce(postcode, '')) gin_trgm_ops);

create table relationship (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  relative_id  uuid not null references person,
  -- What the relative is to the child.
  kind                     text not null check (kind in ('mother', 'father', 'parent', 'step-parent', 'sibling', 'half-sibling', 'grandparent', 'aunt or uncle', 'carer', 'partner of parent', 'significant adult', 'child of')),
  parental_responsibility  text not null check (parental_responsibility in ('yes', 'no', 'shared', 'unknown')),
  household                boolean,
  risk                     text not null default 'none known' check (risk in ('none known', 'alleged', 'established')),
  contact_restricted       boolean not null default false,
  spoken_to_on             date,
  safe_to_call             boolean,
  about                    text,
  from_on                  date,
  to_on                    date,
  state                    text not null default 'recorded' check (state in ('recorded', 'ended')),
  version                  integer not null default 1,
  recorded_at              timestamptz not null default now(),
  recorded_by              uuid references staff,
  import_id                uuid,
  import_key               text,
  given                    jsonb,
  check (child_id <> relative_id),
  check (to_on >= from_on)
);
create index on relationship (child_id);
create index on relationship (relative_id);

create table merge (
  id  uuid primary key default uuidv7(),
  -- The record that stays.
  child_id     uuid not null references person,
  loser_id     uuid not null references person,
  why          text,
  decided_why  text,
  undone_why   text,
  state        text not null check (state in ('proposed', 'merged', 'refused', 'undone')),
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  proposed_by  uuid references staff,
  merged_on    date,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (child_id <> loser_id)
);
create index on merge (child_id);
create index on merge (loser_id);

-- Every change ever made: the answers given, and what stood before where something was replaced.
create table event (
  id           bigint generated always as identity primary key,
  type         text not null,
  child_id     uuid not null references person,
  record_kind  text not null,
  record_id    uuid not null,
  actor_id     uuid references staff,
  recorded_at  timestamptz not null default now(),
  answers      jsonb not null,
  before       jsonb,
  reason       text,
  import_id    uuid,
  -- The key the form carried: a repeat of the same post gives the first outcome again.
  form_key  uuid unique
);
create index on event (child_id, id);
create index on event (record_id, id);
create index on event (import_id) where import_id is not null;

-- A cache of every child's duties, rebuildable from the record alone. Overdue is asked against today, never stored.
create table clock_reading (
  child_id   uuid not null references person,
  clock      text not null,
  record_id  uuid not null,
  since_on   date not null,
  since_at   timestamptz,
  due_on     date,
  due_at     timestamptz,
  met_on     date,
  met_at     timestamptz,
  -- When the duty fell away undone: the plan ended, the child moved.
  ended_on   date,
  known      boolean not null,
  primary key (child_id, clock, record_id, since_on)
);
create index clock_reading_open on clock_reading (due_on, child_id) where met_on is null and ended_on is null and known;

-- Which kinds of fact the sources of a child's record can hold, and of which days, both inclusive: from the beginning or to
-- this day and on where null. No row for a kind: not known. An import's own word goes when the import is withdrawn.
create table coverage (
  child_id   uuid not null references person,
  fact       text not null,
  from_on    date,
  until_on   date,
  import_id  uuid,
  unique nulls not distinct (child_id, fact, from_on, until_on, import_id)
);
create index on coverage (import_id) where import_id is not null;

-- What is wrong with what we hold, with an owner, until it is put right.
create table finding (
  id           bigint generated always as identity primary key,
  child_id     uuid references person,
  record_kind  text,
  record_id    uuid,
  field        text,
  rule         text not null,
  message      text not null,
  given        text,
  file         text,
  line         integer,
  import_id    uuid,
  owner_id     uuid references staff,
  state        text not null default 'open' check (state in ('open', 'cleared', 'explained')),
  explained    text,
  found_at     timestamptz not null default now(),
  cleared_at   timestamptz
);
create index on finding (child_id) where state = 'open';
create index on finding (record_id);
create index on finding (rule, id) where state = 'open';
create index on finding (import_id);

create table import (
  id  uuid primary key default uuidv7(),
  -- SHA-256 over the hashes of the files, in order: the same submission is recognised.
  hash               text not null,
  files              jsonb not null,
  summary            jsonb,
  state              text not null check (state in ('committed', 'withdrawal asked', 'withdrawn')),
  submitted_by       uuid references staff,
  committed_at       timestamptz not null default now(),
  withdraw_why       text,
  withdraw_asked_by  uuid references staff,
  withdrawn_by       uuid references staff,
  withdrawn_at       timestamptz,
  check (withdrawn_by is null or withdrawn_by <> withdraw_asked_by)
);
create unique index on import (hash) where state <> 'withdrawn';

-- Written on a second connection while an import runs, so that others can watch.
create table import_progress (
  id          uuid primary key,
  started_at  timestamptz not null default now(),
  rows_read   bigint not null default 0,
  children    bigint not null default 0,
  findings    bigint not null default 0,
  stage       text not null,
  updated_at  timestamptz not null default now()
);

-- Rows taken out of view when an import was withdrawn: kept whole, with the event that took them.
create table withdrawn_record (
  record_kind  text not null,
  record_id    uuid primary key,
  child_id     uuid not null,
  import_id    uuid not null references import,
  kept         jsonb not null
);

create table draft (
  command    text not null,
  child_id   uuid not null references person,
  author_id  uuid not null references staff,
  answers    jsonb not null,
  saved_at   timestamptz not null default now(),
  primary key (command, child_id, author_id)
);

create table session (
  -- SHA-256 of the secret in the cookie: the table alone opens nothing.
  id            bytea primary key,
  staff_id      uuid not null references staff,
  csrf          text not null,
  started_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now()
);
create index on session (staff_id);

-- Who looked at which children, written before the first byte of the answer.
create table read_event (
  id         bigint generated always as identity primary key,
  actor_id   uuid not null references staff,
  child_ids  uuid[] not null,
  route      text not null,
  at         timestamptz not null default now()
);
create index on read_event using gin (child_ids);
create index on read_event (actor_id, id);

create table bank_holiday (
  day   date primary key,
  name  text not null
);

create table local_standard (
  clock   text primary key,
  length  integer not null check (length > 0),
  set_by  uuid references staff,
  set_at  timestamptz not null default now(),
  why     text not null
);

create table authority (
  id             boolean primary key default true check (id),
  code           text,
  name           text not null,
  demonstration  boolean not null default false
);
