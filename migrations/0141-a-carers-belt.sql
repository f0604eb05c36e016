-- The seat-belt of those who are no staff of ours: a foster carer is shown children who live with them alone (UK GDPR art 32).

-- As in 0070, and for a carer the children placed with them: worked out once a request, so that who moved is gone at the next.
create or replace function seat_belt.seal(staff_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select seat_belt.mac(said) || said
    from (select format('%s|%s|%s|%s|%s', seal.staff_id, to_char(extract(epoch from now()), 'FM0000000000'),
                        seat_belt.hidden_from(seal.staff_id), seat_belt.kept_from(seal.staff_id),
                        (select public.placed_with(staff.id) from public.staff
                          where staff.id = seal.staff_id and staff.role = 'CARER')) as said) told;
end;

-- Whether whoever is answered is staff of ours, or nobody in particular; null for a carer: the planner takes null to be rare. The mark of the
-- seal is not asked for: a seal thrown away makes nobody of a carer as well, and every table of every statement asks this.
create function seat_belt.of_ours() returns boolean
language sql stable parallel safe
return case when coalesce(split_part(current_setting('holdfast.asker', true), '|', 5), '') = '' then true end;
revoke execute on function seat_belt.of_ours() from public;
grant execute on function seat_belt.of_ours() to holdfast_app, holdfast_service;

-- The children who live with the carer who is answered.
create function seat_belt.placed() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(nullif((seat_belt.told())[5], '')::uuid[], '{}');
end;
revoke execute on function seat_belt.placed() from public;
grant execute on function seat_belt.placed() to holdfast_app, holdfast_service;

alter procedure seat_belt.fasten() rename to fasten_hidden;

-- Beside what is hidden from somebody, in the one policy each of these tables has for whoever asks: a policy of its own that restricts would
-- hold the service as well, which has the rights of whoever asks, and no index of names could be used by a search.
create procedure seat_belt.fasten_carers()
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  held record;
begin
  for held in
    select relation.oid::regclass as name, pg_get_expr(belt.polqual, relation.oid) as shown,
           coalesce(string_agg(case attname
               when 'child_ids' then format('%I <@ (select seat_belt.placed())', attname)
               else format('%I = any ((select seat_belt.placed())::uuid[])', attname) end,
             ' and ' order by attnum) filter (where attname is not null), 'false') as rule
      from pg_class relation
      join pg_policy belt on belt.polrelid = relation.oid and belt.polname = 'whoever_asks'
      left join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
       and case relation.relname when 'person' then attname = 'id'
                                 else attname in ('child_id', 'person_id', 'loser_id', 'child_ids') end
     where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p') and relation.relrowsecurity
     group by relation.oid, belt.polqual
  loop
    held.rule := format('(%s) and not ((select seat_belt.of_ours()) is null and (%s) is not true)', held.shown, held.rule);
    execute format('alter policy whoever_asks on %s using (%s) with check (%s)', held.name, held.rule, held.rule);
  end loop;
end $$;
revoke execute on procedure seat_belt.fasten_carers() from public;

create procedure seat_belt.fasten()
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  call seat_belt.fasten_hidden();
  call seat_belt.fasten_carers();
end $$;
revoke execute on procedure seat_belt.fasten() from public;
call seat_belt.fasten();
