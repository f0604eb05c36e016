-- A manager has every child of a cohort looked at by somebody with a short form, until each is answered or left out with a reason. processes.md §10.
create table campaign (
  id         uuid primary key default uuidv7(),
  title      text not null,
  why        text not null,
  cohort     jsonb not null,
  by_on      date not null,
  state      text not null check (state in ('running', 'closed')),
  opened_on  date not null,
  opened_by  uuid not null references staff,
  closed_on  date,
  closed_by  uuid references staff,
  learned    text,
  check ((state = 'closed') = (closed_on is not null and closed_by is not null and learned is not null))
);
create index on campaign (state);

create table campaign_check (
  id               uuid primary key default uuidv7(),
  child_id         uuid not null references person,
  state            text not null check (state in ('asked', 'answered', 'left out')),
  campaign_id      uuid references campaign,
  reviewer_id      uuid references staff,
  asked_on         date not null,
  safe_now         text check (safe_now in ('yes', 'no', 'not sure')),
  plan_effective   text check (plan_effective in ('yes', 'partly', 'no')),
  risks_addressed  text check (risks_addressed in ('yes', 'partly', 'no')),
  next_step        text check (next_step in ('go on', 'change the plan', 'step up', 'step down', 'end')),
  found            text,
  action_id        uuid references action,
  answered_on      date,
  answered_by      uuid references staff,
  left_out_why     text,
  version          integer not null default 1,
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid references staff,
  import_id        uuid,
  import_key       text,
  given            jsonb
);
create index on campaign_check (child_id);
create unique index on campaign_check (child_id, import_key);
create index on campaign_check (campaign_id);
create index on campaign_check (reviewer_id) where state = 'asked';
