-- What an administrator sets, what is searched for, and what people say does not work. roles-and-access.md §3, §5.

-- Every change of a user, team, standard or holiday: who, when, what stood before and after, and why. Never about a child.
create table setting_change (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('user', 'team', 'local standard', 'bank holiday')),
  about       text not null,
  before      jsonb,
  after       jsonb,
  why         text,
  changed_by  uuid not null references staff,
  changed_at  timestamptz not null default now()
);
create index on setting_change (kind, about, id);

-- Clocks to be worked out again because a setting changed: of one clock, or of all where none is named.
create table clock_rebuild (
  id           bigint generated always as identity primary key,
  clock        text,
  children     integer not null default 0,
  asked_at     timestamptz not null default now(),
  finished_at  timestamptz
);

-- What somebody searched for, so that a name is never in an address. Theirs alone, and gone within the day.
create table search_asked (
  id        uuid primary key default uuidv7(),
  staff_id  uuid not null references staff,
  words     text not null,
  asked_at  timestamptz not null default now()
);
create index on search_asked (staff_id, asked_at);

create table problem_report (
  id             bigint generated always as identity primary key,
  staff_id       uuid not null references staff,
  page           text,
  words          text not null,
  reported_at    timestamptz not null default now(),
  dealt_with_at  timestamptz,
  dealt_with_by  uuid references staff
);

alter table finding add column explained_by uuid references staff;
alter table finding add column explained_at timestamptz;
create index on finding (owner_id, id) where state = 'open';

-- Names that sound alike, other names, and postcodes with or without their space.
create index person_given_sounds on person (dmetaphone(given_name));
create index person_known_sounds on person (dmetaphone(known_as)) where known_as is not null;
create index person_former_upn on person (former_upn) where former_upn is not null;
create index person_restricted on person (id) where restricted_level > 1;
create index person_merged on person (merged_into) where merged_into is not null;
create index former_name_trgm on former_name using gin ((coalesce(given_name, '') || ' ' || coalesce(family_name, '')) gin_trgm_ops);
create index address_postcode on address (upper(replace(postcode, ' ', '')));
