-- What the record alone would not give back of a return's row: a value it cannot hold, a row given twice or out of its year. UK GDPR art 5(1)(d): what was received can be shown as it was.
create table return_row (
  id         bigint generated always as identity primary key,
  import_id  uuid not null references import,
  -- Null where the row does not say which child it is about.
  child_id   uuid references person,
  return     text not null check (return in ('ssda903', 'cin', 'annex-a')),
  -- The year the return ends in; nought for a list, which is of a day.
  year       integer not null,
  row_table  text not null,
  -- The record it is a row of, and its number among those rows; or the number of a row no record stands for.
  own        text not null,
  -- The row it stood beneath, where that is not the one the record gives.
  under      text,
  -- By cell: what came, and what the record said beside it then. As long as the record says so still, what came is returned.
  cells      jsonb not null,
  -- By name: what the layout of the return has no column for.
  beyond     jsonb
);
create index on return_row (child_id, return, year);
create index on return_row (return, year) where child_id is null;
create index on return_row (import_id);
