-- Assessments, strategy discussions and section 47 enquiries. CA 1989 ss.17, 47.
create table assessment (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('started', 'authorised')),
  episode_id      uuid references cin_episode,
  started_on      date,
  reviewed_on     date,
  authorised_on   date,
  factors         text[],
  child_seen      text check (child_seen in ('yes', 'no', 'unknown')),
  support_needed  text check (support_needed in ('yes', 'no', 'unknown')),
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb,
  check (authorised_on >= started_on)
);
create index on assessment (child_id);
create unique index on assessment (child_id, import_key);

create table strategy_discussion (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('asked for', 'held')),
  concern_on   date,
  held_on      date,
  outcome      text check (outcome in ('single enquiry', 'joint enquiry', 'no enquiry')),
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (held_on >= concern_on)
);
create index on strategy_discussion (child_id);
create unique index on strategy_discussion (child_id, import_key);

create table section47 (
  id                       uuid primary key default uuidv7(),
  child_id                 uuid not null references person,
  state                    text not null check (state in ('open', 'concluded')),
  episode_id               uuid references cin_episode,
  started_on               date,
  conference_target_on     date,
  conference_on            date,
  conference_not_required  boolean,
  conference_led_to_plan   boolean,
  concluded_on             date,
  outcome                  text check (outcome in ('no concern', 'concern not continuing', 'continuing risk')),
  previous_enquiries       integer,
  previous_conferences     integer,
  version                  integer not null default 1,
  recorded_at              timestamptz not null default now(),
  recorded_by              uuid references staff,
  import_id                uuid,
  import_key               text,
  given                    jsonb,
  check (concluded_on >= started_on)
);
create index on section47 (child_id);
create unique index on section47 (child_id, import_key);
