-- Who works with a child, and every change of worker.
create table allocation (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('allocated', 'ended')),
  role            text not null check (role in ('lead social worker', 'second social worker', 'personal adviser', 'supervising social worker', 'early help lead', 'reviewing officer', 'chair')),
  worker_id       uuid references staff,
  team_id         uuid references team,
  from_on         date,
  to_on           date,
  sw_reason       text check (sw_reason in ('MANAGE', 'FCONTA', 'LEFTRL', 'ORGRST', 'TSPROC', 'ABSENC', 'CHCHAN', 'PCCHAN', 'SWDIED', 'OTHERS')),
  end_reason      text check (end_reason in ('left employment', 'agency ended', 'team transfer', 'sickness', 'child request', 'promotion', 'caseload', 'conflict', 'closed', 'not given')),
  planned         boolean,
  handover_note   text,
  child_told_on   date,
  joint_visit_on  date,
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb,
  check (to_on >= from_on)
);
create index on allocation (child_id);
create unique index on allocation (child_id, import_key);
create index on allocation (worker_id) where state = 'allocated';
create index on allocation (team_id) where state = 'allocated';
