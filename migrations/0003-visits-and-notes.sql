-- Seeing a child, and everything said that was not a visit. CA 1989 ss.17, 47; SI 2010/959 reg 28.
create table visit (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('facts only', 'recorded', 'from a return')),
  visited_on      date not null,
  visited_at      timestamptz,
  worker_id       uuid references staff,
  mode            text not null check (mode in ('face to face', 'virtual', 'phone')),
  outcome         text not null check (outcome in ('completed', 'no access', 'child not present', 'refused', 'cancelled by us', 'parent only')),
  seen            boolean,
  seen_alone      text check (seen_alone in ('yes', 'no', 'not recorded')),
  not_alone_why   text check (not_alone_why in ('child refused', 'too young', 'carer present', 'unsafe', 'other')),
  place           text check (place in ('home', 'placement', 'school', 'community', 'office', 'other')),
  announced       boolean,
  bedroom_seen    boolean,
  purpose         text,
  outcome_id      uuid,
  minutes         integer,
  observations    text,
  child_words     text,
  no_words_why    text,
  difference      text check (difference in ('better', 'same', 'worse')),
  difference_why  text,
  worried         boolean,
  next_on         date,
  finished_at     timestamptz,
  together_id     uuid,
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb
);
create index on visit (child_id);
create unique index on visit (child_id, import_key);
create index on visit (child_id, visited_on);
create index on visit (worker_id, visited_on);

create table note (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('recorded')),
  happened_on  date not null,
  kind         text not null check (kind in ('call', 'message', 'meeting', 'event')),
  who_with     text,
  line         text not null,
  significant  boolean not null default false,
  impact       text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on note (child_id);
create unique index on note (child_id, import_key);
