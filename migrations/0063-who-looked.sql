-- What stands out in who looked at what, found by a job and judged by the data protection officer (UK GDPR art 32(1)(d); Data Protection Act
-- 2018 s.170; local standard, trust SEC-05).

-- Of every record somebody opened that was not theirs that day: what could make it their own business. The job writes it once a look.
create table outside_look (
  read_id      bigint primary key,
  staff_id     uuid not null references staff,
  child_id     uuid not null references person,
  at           timestamptz not null,
  -- Codes of what the reader and the child have in common.
  common       text[] not null,
  -- Children who bear the same family name, where it is the reader's.
  namesakes    integer,
  -- The last day the child was the reader's or their team's; null if never.
  theirs_to    date,
  -- Others to whom the child is nobody who opened the record in the 24 hours before.
  others       integer not null
);
create index on outside_look (staff_id, at);
create index on outside_look (child_id, at);

-- Somebody asked for a record that is hidden from them: by its page, or by its name in a search.
create table near_miss (
  id        bigint generated always as identity primary key,
  staff_id  uuid not null references staff,
  child_id  uuid not null references person,
  how       text not null check (how in ('page', 'search')),
  why       text not null check (why in ('restricted', 'conflict')),
  at        timestamptz not null default now()
);
create index on near_miss (staff_id, at);

-- How far the job has looked.
create table reading_mark (
  id           boolean primary key default true check (id),
  read_to      bigint not null default 0,
  searched_to  timestamptz not null default '-infinity',
  looked_at    timestamptz
);
insert into reading_mark default values;

-- Something that stands out, with its reason in words. About looks, not about guilt: a judgement follows.
create table reading_flag (
  id         uuid primary key default uuidv7(),
  pattern    text not null,
  staff_id   uuid not null references staff,
  -- Null where it is about many records.
  child_id   uuid references person,
  -- What keeps one finding from being told twice.
  key        text not null,
  why        text not null,
  reads      bigint[] not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  raised_at  timestamptz not null default now(),
  state      text not null default 'open' check (state in ('open', 'justified', 'not justified', 'needs enquiry'))
);
create unique index reading_flag_once on reading_flag (pattern, staff_id, key);
create index on reading_flag (state, raised_at);
create index on reading_flag (staff_id, raised_at);

-- Every judgement of a flag, never altered.
create table reading_judgement (
  id         bigint generated always as identity primary key,
  flag_id    uuid not null references reading_flag,
  judgement  text not null check (judgement in ('justified', 'not justified', 'needs enquiry')),
  why        text not null check (length(trim(why)) >= 10),
  by_id      uuid not null references staff,
  at         timestamptz not null default now()
);
create index on reading_judgement (flag_id);
