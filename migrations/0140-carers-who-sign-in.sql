-- Which child lives with a foster carer who signs in: for one stay, by two people's decision (SI 2010/959 reg 9; UK GDPR art 32).
create table carer_access (
  id            uuid primary key default uuidv7(),
  child_id      uuid not null references person,
  state         text not null check (state in ('asked', 'in force', 'refused', 'ended')),
  carer_id      uuid references staff,
  -- The episode of care the stay was in when it was asked.
  -- No key: an import that is withdrawn takes the stay away, and the access with it.
  stay_id       uuid,
  asked_on      date,
  asked_by      uuid references staff,
  answered_on   date,
  answered_by   uuid references staff,
  answered_why  text,
  ended_on      date,
  ended_by      uuid references staff,
  ended_why     text,
  version       integer not null default 1,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid references staff,
  import_id     uuid,
  import_key    text,
  given         jsonb,
  constraint carer_access_two_people check (answered_by <> asked_by)
);
create index on carer_access (child_id);
create index on carer_access (carer_id) where state = 'in force';
create unique index on carer_access (child_id, import_key);
create unique index carer_access_once on carer_access (child_id, carer_id) where state in ('asked', 'in force');

-- The children who live with a carer now: as long as the very stay it was agreed for goes on. An order alone (L) ends no stay.
create function placed_with(carer uuid) returns uuid[]
language sql stable
begin atomic
  select coalesce(array_agg(distinct access.child_id), '{}')
    from carer_access access
    join staff on staff.id = access.carer_id and staff.role = 'CARER'
    join care_episode stay on stay.id = access.stay_id and stay.child_id = access.child_id
   where access.carer_id = placed_with.carer and access.state = 'in force'
     and exists (
       select from care_episode goes_on
        where goes_on.child_id = stay.child_id and goes_on.state = 'open'
          and (goes_on.id = stay.id or goes_on.started_why = 'L' and goes_on.started_on >= stay.started_on)
          and coalesce(goes_on.ended_on > (now() at time zone 'Europe/London')::date, true))
     and not exists (
       select from care_episode moved
        where moved.child_id = stay.child_id and (moved.started_on, moved.id) > (stay.started_on, stay.id)
          and moved.started_on <= (now() at time zone 'Europe/London')::date
          and (moved.started_why is distinct from 'L'
            or (moved.placement_type, moved.placement_postcode) is distinct from (stay.placement_type, stay.placement_postcode)));
end;
