-- A manager's own sessions with each member of staff, apart from any child's record: reflection, wellbeing, caseload, learning. Local standard: personal supervision every four weeks (processes §29).
create table supervision_session (
  id                  uuid primary key default uuidv7(),
  worker_id           uuid not null references staff,
  supervisor_id       uuid not null references staff,
  held_on             date not null,
  reflective_topic    text not null,
  wellbeing           text,
  caseload            text,
  learning            text,
  next_on             date,
  -- What stood beside the form when it was written: duties and directions past their day, children held.
  overdue_duties      integer not null,
  overdue_directions  integer not null,
  children_held       integer not null,
  version             integer not null default 1,
  check (worker_id <> supervisor_id)
);
create index on supervision_session (worker_id, held_on);
create index on supervision_session (supervisor_id);

-- The children talked about. What was said of each is on the child's own record, as a discussion.
create table supervision_child (
  session_id  uuid not null references supervision_session,
  child_id    uuid not null references person,
  primary key (session_id, child_id)
);
create index on supervision_child (child_id);

-- What was done about a member of staff's supervision, by whom, and what stood before. Rows are added and never changed.
create table supervision_event (
  id          bigint generated always as identity primary key,
  type        text not null,
  -- The session, or the entry of a manager that another looked at.
  about_id    uuid not null,
  staff_id    uuid not null references staff,
  actor_id    uuid not null references staff,
  at          timestamptz not null,
  answers     jsonb not null,
  before      jsonb,
  reason      text
);
create index on supervision_event (about_id, id);
