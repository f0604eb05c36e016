-- The brake on reading many records at once, and the month's report of access (UK GDPR art 32; local standard, trust SEC-05; roles-and-access §4).

-- Children somebody opened who are not theirs: one line a person and child, the latest moment. Lost in a crash without harm.
create unlogged table opened_lately (
  staff_id  uuid not null,
  child_id  uuid not null,
  at        timestamptz not null,
  primary key (staff_id, child_id)
);
create index on opened_lately (staff_id, at);

-- How many a role may open in an hour before it is asked again who they are; half as many more stop it.
create table reading_limit (
  role    text primary key check (role <> ''),
  most    integer not null check (most between 10 and 5000),
  set_by  uuid references staff,
  set_at  timestamptz not null default now(),
  why     text not null
);

create table reading_brake (
  id           uuid primary key default uuidv7(),
  staff_id     uuid not null references staff,
  state        text not null check (state in ('asked again', 'stopped', 'released')),
  opened       integer not null,
  most         integer not null,
  at           timestamptz not null default now(),
  stopped_at   timestamptz,
  released_by  uuid references staff,
  released_at  timestamptz,
  released_why text,
  check (released_by <> staff_id),
  check ((state = 'released') = (released_at is not null))
);
create unique index on reading_brake (staff_id) where state in ('asked again', 'stopped');

-- The report of one month, as it was made: never altered.
create table access_report (
  month    date primary key check (extract(day from month) = 1),
  made_at  timestamptz not null default now(),
  figures  jsonb not null
);
