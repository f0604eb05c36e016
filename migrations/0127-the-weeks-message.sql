-- The message of the week to each service manager and the director: begun is written before it is sent, sent after. Local standard (processes §38: alerts and messages).
create table weekly_message (
  staff_id  uuid not null references staff,
  -- The Monday of its week, whichever day it went.
  week_on   date not null,
  begun_at  timestamptz not null default now(),
  sent_at   timestamptz,
  primary key (staff_id, week_on)
);
