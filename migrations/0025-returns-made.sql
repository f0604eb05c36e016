-- Returns made of the record, each kept as it was made, with what was found and who signed it off. CA 1989 s.83 (returns to the Secretary of State); SI 2007/2260 reg 3.
create table return_run (
  id             uuid primary key default uuidv7(),
  return         text not null check (return in ('ssda903', 'cin', 'annex-a', 'csww')),
  -- The year it ends in; nought for a list, which is of a day.
  year           integer not null,
  on_day         date not null,
  state          text not null check (state in ('being made', 'made', 'not made')),
  -- Why it could not be made, in a sentence.
  why            text,
  asked_by       uuid references staff,
  asked_at       timestamptz not null default now(),
  made_at        timestamptz,
  -- SHA-256 over the hashes of its files, in the order of their names.
  sha256         text,
  children       integer,
  row_count      integer,
  remarks        jsonb,
  signed_off_by  uuid references staff,
  signed_off_at  timestamptz,
  check ((state = 'made') = (sha256 is not null)),
  check (signed_off_by is null or state = 'made')
);
create index on return_run (return, year, id);

create table return_run_file (
  run_id  uuid not null references return_run,
  name    text not null,
  size    bigint not null,
  sha256  text not null,
  -- Packed by gzip.
  bytes   bytea not null,
  primary key (run_id, name)
);

create table return_run_child (
  run_id       uuid not null references return_run,
  la_child_id  text not null,
  child_id     uuid references person,
  -- SHA-256 of its rows.
  sha256       text not null,
  -- A list of rows, each its table, its name among the child's and what its cells say.
  rows         jsonb not null,
  primary key (run_id, la_child_id)
);
create index on return_run_child (child_id);

create table return_run_finding (
  run_id       uuid not null references return_run,
  number       integer not null,
  rule         text not null,
  level        text not null check (level in ('error', 'query')),
  return_table text,
  field        text,
  la_child_id  text,
  message      text not null,
  primary key (run_id, number)
);
create index on return_run_finding (run_id, rule);
create index on return_run_finding (run_id, la_child_id);

-- What was made stays as it was made: a run is signed off once, and nothing else about it changes.
create function return_run_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'return_run' and tg_op = 'UPDATE' then
    if old.state = 'being made' then return new; end if;
    if old.state = 'made' and old.signed_off_by is null
       and (to_jsonb(new) - 'signed_off_by' - 'signed_off_at') = (to_jsonb(old) - 'signed_off_by' - 'signed_off_at')
    then return new; end if;
  end if;
  raise exception 'a return that was made is kept as it was made';
end $$;
create trigger frozen before update or delete on return_run for each row execute function return_run_is_frozen();
create trigger frozen before update or delete on return_run_file for each row execute function return_run_is_frozen();
create trigger frozen before update or delete on return_run_child for each row execute function return_run_is_frozen();
create trigger frozen before update or delete on return_run_finding for each row execute function return_run_is_frozen();
