-- The words of an assessment, in versions: the family's parts once, each child's own, each parent's entry. CA 1989 s.17; Working Together 2026, ch.3.
alter table assessment add column together_id uuid;
alter table assessment add column steer_said text;
alter table assessment add column steered_again_on date;
alter table assessment add column steer_again_said text;
alter table assessment add column factors_on date;
alter table assessment add column neglect_tool_on date;
alter table assessment add column abuse_tool_on date;
alter table assessment add column late_why text;
alter table assessment add column shared_on date;
create index on assessment (together_id) where together_id is not null;

create table assessment_version (
  id                uuid primary key default uuidv7(),
  child_id          uuid not null references person,
  state             text not null check (state in ('started', 'submitted', 'returned', 'authorised', 'replaced')),
  assessment_id     uuid references assessment,
  number            integer not null default 1,
  changed_why       text,
  begun_on          date not null,
  begun_by          uuid references staff,
  reason            text,
  history           text,
  plans_before      text,
  agencies          text,
  partners_say      text,
  surroundings      text,
  home_and_money    text,
  disagreement      text,
  neglect_tool_on   date,
  abuse_tool_on     date,
  no_tool_why       text,
  not_seen_why      text,
  not_alone_why     text,
  child_says        text,
  day_in_life       text,
  identity          text,
  health            text,
  education         text,
  feelings          text,
  self_care         text,
  factors           text[],
  riskier           text,
  safer             text,
  happening         text,
  means             text,
  if_nothing        text,
  not_known         text,
  recommendation    text check (recommendation in ('no further action', 'early help', 'child in need', 'strategy discussion', 'child protection', 'accommodation')),
  support_needed    text check (support_needed in ('yes', 'no', 'unknown')),
  why_this          text,
  still_right       text[],
  written_by        text[],
  submitted_on      date,
  submitted_by      uuid references staff,
  returned_on       date,
  returned_by       uuid references staff,
  returned_why      text,
  authorised_on     date,
  authorised_by     uuid references staff,
  manager_comment   text,
  replaced_on       date,
  version           integer not null default 1,
  recorded_at       timestamptz not null default now(),
  recorded_by       uuid references staff,
  import_id         uuid,
  import_key        text,
  given             jsonb,
  check (state not in ('authorised', 'replaced') or authorised_on is not null or import_key is not null),
  -- Nobody authorises their own work (processes G2).
  check (authorised_by <> submitted_by or import_key is not null)
);
create index on assessment_version (child_id);
create unique index on assessment_version (child_id, import_key);
create index on assessment_version (assessment_id);
-- One version of an assessment is written at a time.
create unique index on assessment_version (assessment_id) where state in ('started', 'submitted', 'returned');
create index on assessment_version (state) where state = 'submitted';

create table assessed_adult (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('recorded')),
  version_id    uuid references assessment_version,
  adult_id      uuid references person,
  written_on    date not null,
  capacity      text,
  says          text,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb
);
create index on assessed_adult (child_id);
create unique index on assessed_adult (child_id, import_key);
create index on assessed_adult (version_id);
