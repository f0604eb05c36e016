-- Alerts that are about no child: a queue, a team, a worker's load, the week's meeting. Local standards: timescales 0.3, da-backlog-age, caseload-review, weekly-actions-check.

-- One telling of one person: raised and cleared by the same job as the alerts about children.
create table service_alert (
  id           uuid primary key default uuidv7(),
  entry        text not null,
  -- The worker or the team it is about; the nil id for a queue or for everybody's week.
  about_id     uuid not null,
  about        text not null check (about in ('queue', 'team', 'worker', 'week')),
  -- Since when it has stood, or the Monday of the week: one that comes back after it was over is told again.
  since_on     date not null,
  rung         text not null check (rung in ('owner', 'service manager', 'director')),
  to_id        uuid not null references staff,
  due_on       date,
  -- Counts, days and shares: never a name.
  says         text not null,
  state        text not null default 'open' check (state in ('open', 'answered', 'cleared')),
  raised_on    date not null,
  raised_at    timestamptz not null default now(),
  read_at      timestamptz,
  answered_on  date,
  answered_by  uuid references staff,
  answer       text,
  answer_by_on date,
  cleared_on   date,
  cleared_why  text check (cleared_why in ('fell away', 'answered', 'moved on')),
  check ((state = 'cleared') = (cleared_on is not null)),
  check ((cleared_on is null) = (cleared_why is null)),
  check (state <> 'answered' or (answered_on is not null and answer is not null))
);
-- Told once for as long as it stands.
create unique index service_alert_once on service_alert (entry, about_id, since_on, rung);
create index service_alert_inbox on service_alert (to_id, state);
create index service_alert_unread on service_alert (to_id) where state = 'open' and read_at is null;
