-- Contacts, early help, referrals and episodes of need. CA 1989 s.17; Working Together ch.3.
create table contact (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('received')),
  received_on  date,
  source       text check (source in ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10')),
  outcome      text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on contact (child_id);
create unique index on contact (child_id, import_key);

create table early_help_assessment (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('started', 'completed')),
  started_on    date,
  completed_on  date,
  organisation  text,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb,
  check (completed_on >= started_on)
);
create index on early_help_assessment (child_id);
create unique index on early_help_assessment (child_id, import_key);

create table cin_episode (
  id                   uuid primary key default uuidv7(),
  child_id             uuid not null references person,
  state                text not null check (state in ('open', 'closed', 'no further action')),
  referred_on          date,
  source               text check (source in ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10')),
  primary_need         text check (primary_need in ('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9', 'N0')),
  no_further_action    boolean,
  closed_on            date,
  closure_reason       text check (closure_reason in ('RC1', 'RC2', 'RC3', 'RC4', 'RC5', 'RC6', 'RC7', 'RC8', 'RC9')),
  first_conference_on  date,
  case_status          text,
  previous_referrals   integer,
  version              integer not null default 1,
  recorded_at          timestamptz not null default now(),
  recorded_by          uuid references staff,
  import_id            uuid,
  import_key           text,
  given                jsonb,
  check (closed_on >= referred_on)
);
create index on cin_episode (child_id);
create unique index on cin_episode (child_id, import_key);
create index on cin_episode (child_id, referred_on);
