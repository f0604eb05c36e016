-- Days a duty was missed by that a later entry took back: the record keeps that it once said so, and counts it no longer.
create table breach_corrected (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  clock         text not null,
  record_id     uuid not null,
  since_on      date not null,
  due_on        date not null,
  breached_on   date not null,
  corrected_on  date not null,
  -- How the duty stands since, as it was read then; all empty where nothing gives rise to it any longer.
  stands        boolean not null,
  now_due_on    date,
  now_met_on    date,
  now_ended_on  date,
  now_known     boolean,
  recorded_at   timestamptz not null default now()
);
create index on breach_corrected (child_id, corrected_on);
