-- A plan in versions: drafted, authorised, lived by, ended; what must change in it and what is to be done. Working Together 2026, ch.3.
create table plan (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('draft', 'sent', 'live', 'replaced', 'ended')),
  kind            text not null check (kind in ('child in need', 'child protection', 'care', 'pathway', 'family help')),
  number          integer not null default 1,
  replaces_id     uuid references plan,
  under_id        uuid,
  changed_why     text,
  worries         text,
  needs           text,
  child_says      text,
  parents_agree   text check (parents_agree in ('yes', 'partly', 'no')),
  parents_say     text,
  if_not          text,
  if_not_on       date,
  consent         text check (consent in ('given', 'refused', 'not needed')),
  chaired_by      text,
  agencies        text,
  sees_id         uuid references staff,
  visit_every     integer,
  next_review_on  date,
  drafted_on      date not null,
  drafted_by      uuid references staff,
  sent_on         date,
  sent_by         uuid references staff,
  returned_on     date,
  returned_why    text,
  authorised_on   date,
  authorised_by   uuid references staff,
  verified_on     date,
  verified_by     uuid references staff,
  replaced_on     date,
  ended_on        date,
  ended_why       text,
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb,
  check (state not in ('live', 'replaced', 'ended') or authorised_on is not null or import_key is not null),
  -- Nobody authorises their own work (processes G2).
  check (authorised_by <> sent_by or import_key is not null)
);
create index on plan (child_id);
create unique index on plan (child_id, import_key);
create index on plan (state) where state = 'sent';

-- An outcome is proposed in a draft, and stands from the day the plan is authorised. One said anew replaces the one before.
alter table plan_outcome drop constraint plan_outcome_state_check;
alter table plan_outcome add constraint plan_outcome_state_check
  check (state in ('proposed', 'open', 'met', 'stopped', 'replaced', 'dropped'));
alter table plan_outcome add column plan_id uuid references plan;
alter table plan_outcome add column replaces_id uuid references plan_outcome;
alter table plan_outcome add column baseline text;
alter table plan_outcome add column shown text;
alter table plan_outcome add column closed_on date;
alter table plan_outcome add column closed_why text;

-- An action is proposed in a draft too, where it may lack its day: nobody has been asked yet.
alter table action drop constraint action_state_check;
alter table action add constraint action_state_check
  check (state in ('proposed', 'open', 'answered', 'verified', 'stopped'));
alter table action alter column asked_on drop not null;
alter table action alter column due_on drop not null;
alter table action alter column first_due_on drop not null;
alter table action add constraint action_once_asked_has_days
  check (state in ('proposed', 'stopped') or (asked_on is not null and due_on is not null and first_due_on is not null));
alter table action add column outcome_id uuid references plan_outcome;
alter table action add column done_by text;
create index on action (outcome_id) where outcome_id is not null;

-- One setting: how like each other two children's plans may be before the writer is warned, per cent.
alter table authority add column plan_alike integer not null default 80 check (plan_alike between 50 and 100);
