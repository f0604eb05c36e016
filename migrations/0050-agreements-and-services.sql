-- Written agreements with their checks, families waiting for a service, and tools for neglect and domestic abuse. Children Act 1989 s.17, s.47; local standards.
create table written_agreement (
  id               uuid primary key default uuidv7(),
  child_id         uuid not null references person,
  state            text not null check (state in ('proposed', 'active', 'declined', 'breached', 'escalated', 'ended')),
  also_for         text[],
  together_id      uuid,
  made_with        text,
  expectations     text,
  who_checks       text,
  how_checked      text,
  how_often        text,
  risks            text,
  other_measures   text,
  sole_safeguard   boolean,
  asks_victim      boolean,
  legal_advice     text,
  interpreter      text check (interpreter in ('not needed', 'used', 'needed and not used')),
  proposed_on      date,
  proposed_by      uuid references staff,
  signed_on        date,
  signed_by        text,
  review_on        date,
  approved_on      date,
  approved_by      uuid references staff,
  approved_why     text,
  declined_why     text,
  checked_on       date,
  independent      boolean,
  working          text check (working in ('yes', 'partly', 'no')),
  check_found      text,
  independent_on   date,
  renewals         integer,
  renewed_on       date,
  renewed_why      text,
  breached_on      date,
  breach_what      text,
  escalation       text check (escalation in ('strategy discussion', 'legal meeting', 'neither')),
  escalated_on     date,
  escalated_by     uuid references staff,
  escalated_why    text,
  ended_on         date,
  ended_by         uuid references staff,
  ended_why        text,
  version          integer not null default 1,
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid references staff,
  import_id        uuid,
  import_key       text,
  given            jsonb
);
create index on written_agreement (child_id);
create unique index on written_agreement (child_id, import_key);
create index written_agreement_open on written_agreement (signed_on) where state in ('proposed', 'active', 'breached');

create table agreement_check (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('recorded')),
  agreement_id  uuid references written_agreement,
  checked_on    date,
  checked_by    uuid references staff,
  independent   boolean,
  working       text check (working in ('yes', 'partly', 'no')),
  found         text,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb
);
create index on agreement_check (child_id);
create index on agreement_check (agreement_id);
create unique index on agreement_check (child_id, import_key);

create table service_referral (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('referred', 'accepted', 'started', 'completed', 'declined', 'dropped')),
  for_whom      text check (for_whom in ('child', 'parent', 'family', 'who harmed')),
  service       text check (service in ('domestic abuse', 'neglect', 'parenting', 'substance misuse', 'adult mental health', 'child mental health', 'housing', 'other')),
  provider      text,
  need          text,
  outcome_id    uuid references plan_outcome,
  referred_on   date,
  accepted_on   date,
  chased_on     date,
  chased_said   text,
  meanwhile     text,
  meanwhile_on  date,
  started_on    date,
  declined_why  text,
  ended_on      date,
  ended_how     text,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb
);
create index on service_referral (child_id);
create unique index on service_referral (child_id, import_key);
create index service_referral_waiting on service_referral (referred_on) where state in ('referred', 'accepted');
create index on service_referral (outcome_id) where outcome_id is not null;

create table risk_tool (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('completed')),
  tool          text check (tool in ('graded care profile', 'dash', 'neglect tool', 'domestic abuse tool')),
  completed_on  date,
  completed_by  uuid references staff,
  with_whom     text,
  level         text check (level in ('low', 'medium', 'high')),
  found         text,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb
);
create index on risk_tool (child_id);
create unique index on risk_tool (child_id, import_key);
