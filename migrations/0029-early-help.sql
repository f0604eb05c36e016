-- Early help, and the two crossings between it and social care: nothing is let go until somebody named has taken it. Children Act 2004 s.10; Working Together.
create table early_help_episode (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('waiting', 'open', 'closed')),
  opened_on       date,
  came_from       text check (came_from in ('contact', 'step-down', 'asked')),
  why             text,
  lead_id         uuid references staff,
  lead            text,
  consent         boolean,
  needs           text,
  family_goals    text,
  started_on      date,
  closed_on       date,
  closed_why      text check (closed_why in ('needs met', 'declined', 'moved', 'stepped up', 'other')),
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb
);
create index on early_help_episode (child_id);
create index early_help_open on early_help_episode (opened_on) where state in ('waiting', 'open');
create unique index on early_help_episode (child_id, import_key);

create table step_up (
  id                uuid primary key default uuidv7(),
  child_id          uuid not null references person,
  state             text not null check (state in ('requested', 'accepted', 'declined', 'disputed')),
  requested_on      date,
  requested_by      uuid references staff,
  reason            text,
  risks             text,
  family_view       text,
  child_view        text,
  decided_on        date,
  decided_by        uuid references staff,
  threshold_reason  text,
  disputed_on       date,
  disputed_why      text,
  version           integer not null default 1,
  recorded_at       timestamptz not null default now(),
  recorded_by       uuid references staff,
  import_id         uuid,
  import_key        text,
  given             jsonb
);
create index on step_up (child_id);
create index step_up_waiting on step_up (requested_on) where state in ('requested', 'disputed');
create unique index on step_up (child_id, import_key);

create table step_down (
  id               uuid primary key default uuidv7(),
  child_id         uuid not null references person,
  state            text not null check (state in ('proposed', 'handover', 'accepted', 'checked', 'closed', 'withdrawn')),
  proposed_on      date,
  proposed_by      uuid references staff,
  reason           text,
  risks            text,
  managed_by       text,
  family_view      text,
  child_view       text,
  agreed_on        date,
  agreed_by        uuid references staff,
  receiver_id      uuid references staff,
  meeting_on       date,
  accepted_on      date,
  sent_back_why    text,
  checked_on       date,
  checked_by       uuid references staff,
  found            text check (found in ('sustained', 'worse', 're-referred')),
  found_words      text,
  closed_on        date,
  withdrawn_on     date,
  withdrawn_why    text,
  version          integer not null default 1,
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid references staff,
  import_id        uuid,
  import_key       text,
  given            jsonb
);
create index on step_down (child_id);
create index step_down_waiting on step_down (proposed_on) where state in ('proposed', 'handover', 'accepted', 'checked');
create unique index on step_down (child_id, import_key);
