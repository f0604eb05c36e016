-- Every message that goes to a member of staff once a day, a week or a month is kept in one place: begun is written before it is
-- sent, and sent after. Local standard (processes §38: alerts and messages).
create table staff_message (
  -- The job that sends it.
  kind      text not null,
  staff_id  uuid not null references staff,
  -- Its day, or the first day of its week or month, whichever day it went.
  on_day    date not null,
  begun_at  timestamptz not null default now(),
  sent_at   timestamptz,
  primary key (kind, staff_id, on_day)
);

insert into staff_message (kind, staff_id, on_day, begun_at, sent_at)
select 'send-digest', staff_id, on_day, begun_at, sent_at from digest
union all
select 'send-weekly', staff_id, week_on, begun_at, sent_at from weekly_message;

drop table digest;
drop table weekly_message;
