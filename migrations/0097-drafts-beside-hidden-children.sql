-- An assessment of one child alone is together with none: an empty id among the hidden drafts hid every draft from whoever is kept from that child, and stopped them writing any.
create or replace function seat_belt.hidden_drafts() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
begin atomic
  with of_hidden as (select id, together_id from public.assessment where child_id = any ((select seat_belt.hidden())::uuid[]))
  select array(
    select id from of_hidden
    union
    select version.id from public.assessment_version version where version.child_id = any ((select seat_belt.hidden())::uuid[])
    union
    select together_id from of_hidden
     where together_id is not null
       and not exists (select from public.assessment other where other.together_id = of_hidden.together_id
                          and other.child_id <> all ((select seat_belt.hidden())::uuid[])));
end;
