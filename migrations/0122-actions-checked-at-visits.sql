-- What was found at a visit of each action of the child's plan: a plan is checked where the child is, not from a desk. Working Together 2026 ch.3 (plans are reviewed by what is done).
create table action_check (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('recorded')),
  visit_id     uuid references visit,
  action_id    uuid references action,
  checked_on   date,
  found        text check (found in ('done', 'under way', 'not begun', 'in the way')),
  found_what   text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on action_check (child_id);
create unique index on action_check (child_id, import_key);
-- An action is checked once at a visit.
create unique index on action_check (visit_id, action_id);
create index on action_check (action_id, checked_on);
