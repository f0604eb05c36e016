-- Homes where children in our care live, and whether each is registered: Care Standards Act 2000 s.11. What was found of a home stands on the record of each child who lives there.
create table home (
  id        uuid primary key default uuidv7(),
  name      text not null,
  -- Ofsted's own number for it; null for a home that has none.
  urn       text unique,
  postcode  text
);
-- A home without a number is told by its name and where it is.
create unique index home_told on home (lower(name), coalesce(upper(replace(postcode, ' ', '')), '')) where urn is null;

-- What was found of a home's registration, each time somebody looked. Rows are added and never changed: the latest stands.
create table home_registration (
  id               uuid primary key default uuidv7(),
  home_id          uuid not null references home,
  standing         text not null check (standing in ('registered', 'not registered', 'not known')),
  registered_with  text check (registered_with in ('Ofsted', 'CIW', 'another')),
  number           text,
  from_on          date,
  to_on            date,
  conditions       text,
  checked_on       date not null,
  checked_by       uuid references staff,
  source           text,
  recorded_at      timestamptz not null default now()
);
create index on home_registration (home_id, checked_on);

create table home_check (
  id               uuid primary key default uuidv7(),
  child_id         uuid not null references person,
  state            text not null check (state in ('recorded')),
  home_id          uuid references home,
  registration_id  uuid references home_registration,
  placed_on        date,
  standing         text check (standing in ('registered', 'not registered', 'not known')),
  from_on          date,
  to_on            date,
  checked_on       date,
  version          integer not null default 1,
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid references staff,
  import_id        uuid,
  import_key       text,
  given            jsonb
);
create index on home_check (child_id);
create index on home_check (home_id);
create index on home_check (registration_id);
create unique index on home_check (child_id, import_key);
