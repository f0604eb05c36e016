-- Who was told that a duty is near or late, what they answered, and what ended it. Local standard: timescales 0.3; it answers Ofsted's finding that nobody followed up.

-- One telling of one person about one duty of one child: a rung of an escalation ladder. Raised and cleared by a job; answered by whom it is to.
create table alert (
  id           uuid primary key default uuidv7(),
  -- The clock of the duty, or the entry of the catalogue that is no clock.
  entry        text not null,
  child_id     uuid not null references person,
  record_id    uuid not null,
  since_on     date not null,
  rung         text not null check (rung in ('first warning', 'second warning', 'owner', 'team manager', 'chair', 'service manager', 'director')),
  to_id        uuid not null references staff,
  due_on       date,
  due_at       timestamptz,
  state        text not null default 'open' check (state in ('open', 'answered', 'cleared')),
  raised_on    date not null,
  raised_at    timestamptz not null default now(),
  read_at      timestamptz,
  answered_on  date,
  -- Either words, or an action with a day.
  answer       text,
  action_id    uuid references action,
  cleared_on   date,
  cleared_why  text check (cleared_why in ('done in time', 'done late', 'fell away', 'put right', 'not known', 'moved on', 'now late', 'answered')),
  check ((state = 'cleared') = (cleared_on is not null)),
  check ((cleared_on is null) = (cleared_why is null)),
  check (state <> 'answered' or (answered_on is not null and (answer is not null or action_id is not null)))
);
-- Each rung is told once for as long as the duty stands; one that comes back after it was cleared is told again.
create unique index alert_once on alert (child_id, entry, record_id, since_on, rung) where state <> 'cleared';
create index alert_unread on alert (to_id) where state = 'open' and read_at is null;
create index alert_inbox on alert (to_id, state, due_on);
create index alert_cleared on alert (to_id, cleared_on) where state = 'cleared';

-- Where the morning's message goes, and whether: counts and links alone.
alter table staff add column email text;
alter table staff add column daily_digest boolean not null default true;

-- One message a person a day: begun before it is sent, so that a repeat after a stop is known as one.
create table digest (
  staff_id  uuid not null references staff,
  on_day    date not null,
  begun_at  timestamptz not null default now(),
  sent_at   timestamptz,
  primary key (staff_id, on_day)
);
