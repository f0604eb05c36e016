-- A sealed record that nobody answers for any more: whoever was named and could ask for more has left. The director keeps its door, and the
-- data protection officer who agrees with them, until somebody is named anew (Data Protection Act 2018 s.56, UK GDPR art 32: access is kept up).

-- Whether nobody with an open account, of a post that may ask for more to be let in, is named on it.
create function seat_belt.left_alone(child_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select not exists (
    select from public.named_access let_in join public.staff on staff.id = let_in.staff_id
     where let_in.child_id = left_alone.child_id and let_in.state = 'in force'
       and staff.role in ('TM', 'SM', 'DIR', 'BS')
       and staff.disabled_at is null and coalesce(staff.leaves_on >= current_date, true));
end;
revoke execute on function seat_belt.left_alone(uuid) from public;

create or replace function seat_belt.sealed_from(staff_id uuid) returns uuid[]
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
                             and opening.state in ('waiting', 'open', 'needs enquiry')))
     and not (exists (select from public.staff where staff.id = sealed_from.staff_id and staff.role in ('DIR', 'DPO'))
              and seat_belt.left_alone(person.id));
end;
