-- Conferences, child protection and child in need plans, their outcomes, and what is not known. Working Together ch.3.
create table conference (
  id                uuid primary key default uuidv7(),
  child_id          uuid not null references person,
  state             text not null check (state in ('held', 'inquorate')),
  kind              text not null check (kind in ('initial', 'review', 'transfer in', 'pre-birth')),
  plan_id           uuid,
  held_on           date,
  strategy_on       date,
  quorate           boolean,
  decision          text check (decision in ('plan', 'no plan', 'continue', 'end', 'not recorded')),
  report_shared_on  date,
  version           integer not null default 1,
  recorded_at       timestamptz not null default now(),
  recorded_by       uuid references staff,
  import_id         uuid,
  import_key        text,
  given             jsonb
);
create index on conference (child_id);
create unique index on conference (child_id, import_key);
create index on conference (child_id, held_on);

create table cp_plan (
  id                    uuid primary key default uuidv7(),
  child_id              uuid not null references person,
  state                 text not null check (state in ('open', 'ended')),
  episode_id            uuid references cin_episode,
  started_on            date,
  ended_on              date,
  first_category        text check (first_category in ('NEG', 'PHY', 'SAB', 'EMO', 'MUL')),
  latest_category       text check (latest_category in ('NEG', 'PHY', 'SAB', 'EMO', 'MUL')),
  previous_plans        integer,
  emergency_protection  boolean,
  version               integer not null default 1,
  recorded_at           timestamptz not null default now(),
  recorded_by           uuid references staff,
  import_id             uuid,
  import_key            text,
  given                 jsonb,
  check (ended_on >= started_on)
);
create index on cp_plan (child_id);
create unique index on cp_plan (child_id, import_key);

create table core_group (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('held')),
  plan_id      uuid,
  held_on      date,
  decisions    text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on core_group (child_id);
create unique index on core_group (child_id, import_key);

create table cin_plan (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('open', 'ended')),
  episode_id   uuid references cin_episode,
  started_on   date,
  ended_on     date,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (ended_on >= started_on)
);
create index on cin_plan (child_id);
create unique index on cin_plan (child_id, import_key);

create table cin_review (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('held')),
  plan_id      uuid,
  held_on      date,
  decisions    text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on cin_review (child_id);
create unique index on cin_review (child_id, import_key);

create table plan_outcome (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('open', 'met', 'stopped')),
  what         text not null,
  measure      text,
  set_on       date not null,
  by_on        date,
  moved_on     date,
  progress     text check (progress in ('yes', 'some', 'no change', 'not started')),
  if_not       text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on plan_outcome (child_id);
create unique index on plan_outcome (child_id, import_key);

create table worry (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('open', 'closed')),
  what         text not null,
  source       text not null,
  since_on     date not null,
  closed_on    date,
  closed_why   text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on worry (child_id);
create unique index on worry (child_id, import_key);

create table unknown (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('open', 'answered', 'could not establish')),
  question     text not null,
  owner_id     uuid references staff,
  asked_on     date not null,
  by_on        date,
  who_to_ask   text,
  answer       text,
  answered_on  date,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on unknown (child_id);
create unique index on unknown (child_id, import_key);
