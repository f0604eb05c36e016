-- What staff declare of themselves, and matches with people of the record that somebody must settle before the record is opened (UK GDPR
-- art 5(1)(f); Data Protection Act 2018 s.170; local standard: nobody opens their own or their family's record).

-- The least that is needed to know one's own family in the record: told by the member of staff, read by matching and by nobody's page but theirs.
create table staff_declaration (
  staff_id     uuid primary key references staff,
  born_on      date,
  lines        text,
  postcode     text,
  phone        text,
  declared_at  timestamptz not null default now()
);

-- Whom they live with, and family elsewhere.
create table staff_relative (
  id        uuid primary key default uuidv7(),
  staff_id  uuid not null references staff,
  name      text not null check (length(name) between 2 and 120),
  born_on   date,
  relation  text not null check (relation in ('household', 'relative', 'friend'))
);
create index on staff_relative (staff_id);

-- A member of staff and a child who may be close to each other. A strong match keeps the record from them until somebody has decided:
-- an exclusion is set with it. Never shown to the person it is about.
create table conflict_proposal (
  id            uuid primary key default uuidv7(),
  staff_id      uuid not null references staff,
  child_id      uuid not null references person,
  strong        boolean not null,
  -- Codes of what matched; words are made of them where they are shown.
  grounds       text[] not null check (cardinality(grounds) > 0),
  exclusion_id  uuid references exclusion,
  state         text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected')),
  proposed_at   timestamptz not null default now(),
  decided_by    uuid references staff,
  decided_at    timestamptz,
  decided_why   text,
  check (decided_by <> staff_id),
  check ((state = 'proposed') = (decided_at is null)),
  check (not strong or exclusion_id is not null)
);
create unique index on conflict_proposal (staff_id, child_id);
create index on conflict_proposal (state, proposed_at);
create index on conflict_proposal (exclusion_id);
