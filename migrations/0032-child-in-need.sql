-- Who was at a child in need review, whether the plan is still right, and a service manager's decision about a long plan. Children Act 1989 s.17.
alter table cin_review add column attended text;
alter table cin_review add column child_said text;
alter table cin_review add column right_plan text check (right_plan in ('yes', 'change', 'step up', 'step down'));
alter table cin_review add column right_why text;
alter table cin_review add column next_on date;

create table cin_decision (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('decided')),
  plan_id      uuid references cin_plan,
  decided_on   date,
  decided_by   uuid references staff,
  decision     text check (decision in ('step up', 'step down', 'go on')),
  reason       text,
  considered   text,
  differently  text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on cin_decision (child_id);
create unique index on cin_decision (child_id, import_key);
