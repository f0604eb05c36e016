-- Who may see a child's record beside or in spite of their role: restrictions with named people, staff with a conflict of interest, and
-- openings in an emergency (UK GDPR art 5(1)(f), art 32; Data Protection Act 2018 s.170).

-- A record that nobody may open or find but those named and the child's own workers. Asked by one person, agreed by another.
create table restriction (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('asked', 'in force', 'refused', 'lifted')),
  why          text not null,
  owner_id     uuid references staff,
  review_on    date,
  asked_on     date not null,
  asked_by     uuid references staff,
  answered_on  date,
  answered_by  uuid references staff,
  answered_why text,
  lifted_on    date,
  lifted_by    uuid references staff,
  lifted_why   text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (answered_by <> asked_by)
);
create index on restriction (child_id);
create unique index on restriction (child_id) where state in ('asked', 'in force');

-- Somebody let in to a restricted record. Nobody adds themselves, and two people agree.
create table named_access (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('asked', 'in force', 'refused', 'ended')),
  staff_id     uuid not null references staff,
  why          text not null,
  asked_on     date not null,
  asked_by     uuid references staff,
  answered_on  date,
  answered_by  uuid references staff,
  answered_why text,
  ended_on     date,
  ended_by     uuid references staff,
  ended_why    text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (answered_by <> asked_by),
  check (staff_id not in (asked_by, answered_by))
);
create index on named_access (child_id);
create index on named_access (staff_id, child_id) where state = 'in force';

-- A member of staff for whom this child's record does not exist: their own, their family's, their neighbours'. In force at once;
-- ended by somebody else than who set it.
create table exclusion (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('in force', 'ended')),
  staff_id     uuid not null references staff,
  relation     text not null check (relation in ('self', 'household', 'relative', 'friend', 'neighbour', 'school', 'other')),
  why          text,
  set_on       date not null,
  set_by       uuid references staff,
  ended_on     date,
  ended_by     uuid references staff,
  ended_why    text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (ended_by <> set_by)
);
create index on exclusion (child_id);
create index on exclusion (staff_id, child_id) where state = 'in force';

-- A record opened in an emergency by somebody to whom it is not open otherwise: to read, for a while, and looked into afterwards.
create table emergency_opening (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('waiting', 'open', 'refused', 'justified', 'not justified', 'needs enquiry')),
  staff_id     uuid not null references staff,
  reason       text not null check (reason in ('child at immediate risk', 'out of hours', 'covering', 'court order', 'complaint or request', 'police or health', 'audit')),
  why          text not null check (length(why) >= 20),
  hours        text not null check (hours in ('1', '4', '24')),
  asked_at     timestamptz not null,
  opened_at    timestamptz,
  until_at     timestamptz,
  approved_by  uuid references staff,
  reviewed_on  date,
  reviewed_by  uuid references staff,
  reviewed_why text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (approved_by <> staff_id),
  check (reviewed_by <> staff_id),
  check (state in ('waiting', 'refused') or until_at is not null)
);
create index on emergency_opening (child_id);
create index on emergency_opening (staff_id, child_id, until_at);
create index on emergency_opening (state) where state in ('waiting', 'open');
