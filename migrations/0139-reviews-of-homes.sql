-- The director's reviews of a child who lives in a home that nobody registered: Care Standards Act 2000 s.11; local standard, weekly.
create table home_review (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('recorded')),
  reviewed_on     date,
  reviewed_by     uuid references staff,
  safe            text check (safe in ('yes', 'no', 'not known')),
  safe_why        text,
  why_still       text,
  being_done      text,
  ofsted_told_on  date,
  next_on         date,
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb
);
create index on home_review (child_id);
create unique index on home_review (child_id, import_key);
