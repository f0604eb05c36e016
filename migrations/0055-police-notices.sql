-- Police domestic-abuse notices, held apart from every child's record until screened. CA 1989 s.17, s.47; Domestic Abuse Act 2021 s.3.

-- A police desk that may send by itself. Its key signs what it sends, so the server must hold it; it is shown to the administrator once.
create table notice_sender (
  id        uuid primary key default uuidv7(),
  name      text not null,
  agency    text not null,
  key       bytea not null,
  made_at   timestamptz not null,
  made_by   uuid not null references staff,
  ended_at  timestamptz,
  ended_by  uuid references staff
);

-- One file or one sending: its digest and the answer it was given, so that a repeat is given the same.
create table notice_intake (
  id           uuid primary key default uuidv7(),
  sender_id    uuid references notice_sender,
  taken_by     uuid references staff,
  repeat_key   text not null,
  digest       bytea not null,
  received_at  timestamptz not null,
  answer       jsonb
);
create unique index notice_intake_repeat on notice_intake (sender_id, repeat_key) nulls not distinct;

create table police_notice (
  id                    uuid primary key default uuidv7(),
  intake_id             uuid not null references notice_intake,
  agency                text not null,
  police_ref            text not null,
  state                 text not null check (state in ('received', 'police screened', 'hub screened', 'actioned', 'closed')),
  incident_at           timestamptz not null,
  received_at           timestamptz not null,
  grade                 text check (grade in ('standard', 'medium', 'high')),
  police_screened_at    timestamptz,
  -- It came without the police having screened it: known for ever, whatever they do later.
  came_unscreened       boolean not null,
  narrative             text,
  weapons               boolean,
  strangulation         boolean,
  pregnancy             boolean,
  coercive_control      boolean,
  breach_of_order       boolean,
  marac                 boolean,
  lines                 text,
  postcode              text,
  -- The last minute by which it is screened in time, by the clock of its grade.
  due_at                timestamptz not null,
  outcome               text check (outcome in ('link to open work', 'referral', 'early help', 'school told only', 'no further action')),
  rationale             text,
  without_police        boolean,
  idva_offered          boolean,
  perpetrator_service   boolean,
  screened_at           timestamptz,
  screened_by           uuid references staff,
  approved_at           timestamptz,
  approved_by           uuid references staff,
  school_told_at        timestamptz,
  school_not_told_why   text,
  closed_at             timestamptz,
  version               integer not null default 1,
  unique (agency, police_ref)
);
create index police_notice_waiting on police_notice (received_at, id) where screened_at is null;
create index police_notice_received on police_notice (received_at);
create index police_notice_screened on police_notice (screened_at) where screened_at is not null;
create index police_notice_unfinished on police_notice (screened_at) where state in ('hub screened', 'actioned');

-- Somebody named in a notice. Who they are on the record is a person's answer, never a program's.
create table notice_person (
  id           uuid primary key default uuidv7(),
  notice_id    uuid not null references police_notice,
  part         text not null check (part in ('victim', 'perpetrator', 'child', 'unborn')),
  given_name   text,
  family_name  text,
  born_on      date,
  -- A date of birth as it was written, where it is none.
  born_said    text,
  presence     text check (presence in ('present', 'heard', 'not present', 'unknown')),
  school       text,
  lines        text,
  postcode     text,
  -- 'waiting' until a person has said; 'new' where they have no record yet; 'left out' where they are not on it and need not be.
  settled      text not null default 'waiting' check (settled in ('waiting', 'matched', 'new', 'left out')),
  person_id    uuid references person,
  settled_at   timestamptz,
  settled_by   uuid references staff
);
create index on notice_person (notice_id);
create index on notice_person (person_id) where person_id is not null;
create index notice_person_alike on notice_person (born_on, dmetaphone(family_name)) where born_on is not null;

-- Whom a program thinks they may be, and why. A proposal and no more.
create table notice_match (
  notice_person_id  uuid not null references notice_person,
  person_id         uuid not null references person,
  score             real not null,
  why               text[] not null,
  primary key (notice_person_id, person_id)
);

-- What was done to a notice, by whom and what stood before. Rows are added and never changed.
create table notice_event (
  id         bigint generated always as identity primary key,
  notice_id  uuid not null references police_notice,
  type       text not null,
  actor_id   uuid references staff,
  sender_id  uuid references notice_sender,
  at         timestamptz not null,
  answers    jsonb not null
);
create index on notice_event (notice_id, id);

-- On the record of a child, once a person has said that the notice is about them.
create table notice_of_child (
  id               uuid primary key default uuidv7(),
  child_id         uuid not null references person,
  state            text not null check (state in ('screened')),
  notice_id        uuid references police_notice,
  incident_at      timestamptz,
  received_at      timestamptz,
  screened_at      timestamptz,
  incident_on      date,
  grade            text check (grade in ('standard', 'medium', 'high')),
  came_unscreened  boolean,
  presence         text check (presence in ('present', 'heard', 'not present', 'unknown')),
  outcome          text check (outcome in ('link to open work', 'referral', 'early help', 'school told only', 'no further action')),
  rationale        text,
  contact_id       uuid references contact,
  version          integer not null default 1,
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid references staff,
  import_id        uuid,
  import_key       text,
  given            jsonb
);
create index on notice_of_child (child_id);
create index on notice_of_child (notice_id);
create unique index on notice_of_child (child_id, import_key);
