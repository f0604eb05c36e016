-- A sealed record: an adopted child's former identity, privileged advice. Nobody knows of it but those named, its own workers among the
-- others (Adoption and Children Act 2002 s.57; Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005).

alter table restriction drop constraint restriction_state_check;
alter table restriction add constraint restriction_state_check
  check (state in ('asked', 'in force', 'seal asked', 'sealed', 'unseal asked', 'refused', 'lifted'));
alter table restriction
  add column seal_why          text,
  add column seal_asked_on     date,
  add column seal_asked_by     uuid references staff,
  add column seal_answered_on  date,
  add column seal_answered_by  uuid references staff,
  add column seal_answered_why text,
  add constraint restriction_seal_two_people check (seal_answered_by <> seal_asked_by);
-- One that stands, whatever its stage.
drop index restriction_child_id_idx1;
create unique index restriction_stands on restriction (child_id) where state not in ('refused', 'lifted');
create index person_sealed on person (id) where restricted_level > 2;

-- The sealed children there are not for somebody: all but those they are named on or have opened in an emergency. A director, and for
-- emergencies the data protection officer, keep the door only while somebody waits at it.
create function seat_belt.sealed_from(staff_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(person.id), '{}') from public.person
   where person.restricted_level > 2
     and not exists (select from public.named_access let_in where let_in.child_id = person.id
                        and let_in.staff_id = sealed_from.staff_id and let_in.state = 'in force')
     and not exists (select from public.emergency_opening opening where opening.child_id = person.id
                        and opening.staff_id = sealed_from.staff_id and opening.state <> 'refused' and opening.until_at > now())
     and not (exists (select from public.staff where staff.id = sealed_from.staff_id and staff.role = 'DIR')
              and (exists (select from public.restriction where restriction.child_id = person.id
                              and restriction.state in ('seal asked', 'unseal asked'))
                or exists (select from public.named_access let_in where let_in.child_id = person.id and let_in.state = 'asked')))
     and not (exists (select from public.staff where staff.id = sealed_from.staff_id and staff.role in ('DIR', 'DPO'))
              and exists (select from public.emergency_opening opening where opening.child_id = person.id
                             and opening.state in ('waiting', 'open', 'needs enquiry')));
end;
revoke execute on function seat_belt.sealed_from(uuid) from public;

-- What there is not for somebody in any way, so that not even a duty without a name is told.
create or replace function seat_belt.kept_from(staff_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(distinct kept.child_id), '{}') from (
    select conflict.child_id from public.exclusion conflict
     where conflict.staff_id = kept_from.staff_id and conflict.state = 'in force'
    union all
    select unnest(seat_belt.sealed_from(kept_from.staff_id))) kept;
end;

create or replace function seat_belt.hidden_from(staff_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(held.id order by held.id), '{}') from (
    select unnest(seat_belt.kept_from(hidden_from.staff_id)) as id
    union
    select person.id from public.person
     where person.restricted_level = 2
       and not exists (select from public.staff where staff.id = hidden_from.staff_id and staff.role in ('DIR', 'DPO'))
       and not exists (select from public.allocation where allocation.child_id = person.id
                          and allocation.worker_id = hidden_from.staff_id and allocation.state = 'allocated')
       and not exists (select from public.named_access let_in where let_in.child_id = person.id
                          and let_in.staff_id = hidden_from.staff_id and let_in.state = 'in force')
       and not exists (select from public.emergency_opening opening where opening.child_id = person.id
                          and opening.staff_id = hidden_from.staff_id and opening.state <> 'refused' and opening.until_at > now())
  ) held;
end;
