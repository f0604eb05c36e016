-- The seat-belt under the application's policy: the database itself keeps a restricted child from whoever was not let in, and a child from a
-- colleague with a conflict of interest, whatever statement is sent (UK GDPR art 5(1)(f), art 32; Data Protection Act 2018 s.170).

create schema seat_belt;
grant usage on schema seat_belt to holdfast_app, holdfast_service;

-- What seals are made with: nobody but the owner reads it, and it is no part of a backup: the database restored into has its own.
create table seat_belt.key (
  one  boolean primary key default true check (one),
  key  bytea not null
);
insert into seat_belt.key (key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create function seat_belt.mac(said text) returns text
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
return (select encode(sha256(key.key || sha256(key.key || convert_to(said, 'UTF8'))), 'hex') from seat_belt.key);
revoke execute on function seat_belt.mac(text) from public;

-- The children there are not for somebody: those they have a conflict of interest about, always; the restricted ones, unless they are the
-- child's own worker, let in, in an emergency, or keep that door (the director and the data protection officer).
-- Weaker than src/platform/access/reach.ts, never stronger: there a page is refused, here nothing is left to refuse.
create function seat_belt.kept_from(staff_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(distinct conflict.child_id), '{}') from public.exclusion conflict
   where conflict.staff_id = kept_from.staff_id and conflict.state = 'in force';
end;
revoke execute on function seat_belt.kept_from(uuid) from public;

create function seat_belt.hidden_from(staff_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(held.id order by held.id), '{}') from (
    select unnest(seat_belt.kept_from(hidden_from.staff_id)) as id
    union
    select person.id from public.person
     where person.restricted_level > 1
       and not exists (select from public.staff where staff.id = hidden_from.staff_id and staff.role in ('DIR', 'DPO'))
       and not exists (select from public.allocation where allocation.child_id = person.id
                          and allocation.worker_id = hidden_from.staff_id and allocation.state = 'allocated')
       and not exists (select from public.named_access let_in where let_in.child_id = person.id
                          and let_in.staff_id = hidden_from.staff_id and let_in.state = 'in force')
       and not exists (select from public.emergency_opening opening where opening.child_id = person.id
                          and opening.staff_id = hidden_from.staff_id and opening.state <> 'refused' and opening.until_at > now())
  ) held;
end;
revoke execute on function seat_belt.hidden_from(uuid) from public;

-- Who asks and what is hidden from them, with the mark that we said so: worked out once a request, and good for twenty minutes, a little
-- longer than any request may take. Made for the service alone, in the statement that finds a live session: the role that answers people
-- cannot have one made, and what it writes itself changes nothing of what it sees before the next request.
create function seat_belt.seal(staff_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select seat_belt.mac(said) || said
    from (select format('%s|%s|%s|%s', seal.staff_id, to_char(extract(epoch from now()), 'FM0000000000'),
                        seat_belt.hidden_from(seal.staff_id), seat_belt.kept_from(seal.staff_id)) as said) told;
end;
revoke execute on function seat_belt.seal(uuid) from public;
grant execute on function seat_belt.seal(uuid) to holdfast_service;

-- What was sealed for whoever this connection answers: who they are, what is hidden from them, what they have a conflict about. Null where it
-- is not our seal or has grown old.
create function seat_belt.told() returns text[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  seal constant text := current_setting('holdfast.asker', true);
  said constant text := substr(seal, 65);
begin
  if length(said) > 50 and left(seal, 64) = seat_belt.mac(said)
     and split_part(said, '|', 2)::bigint > extract(epoch from now()) - 1200 then
    return string_to_array(said, '|');
  end if;
  return null;
end $$;
revoke execute on function seat_belt.told() from public;

-- What is hidden from whoever this connection answers. From nobody in particular, or from one who says so themselves, every restricted child is.
create function seat_belt.hidden() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  told constant text[] := seat_belt.told();
begin
  if told is not null then return told[3]::uuid[]; end if;
  return array(select id from public.person where restricted_level > 1);
end $$;
revoke execute on function seat_belt.hidden() from public;
grant execute on function seat_belt.hidden() to holdfast_app, holdfast_service;

-- Whoever this connection answers, if anybody.
create function seat_belt.asker() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
begin atomic
  select (seat_belt.told())[1]::uuid;
end;
revoke execute on function seat_belt.asker() from public;
grant execute on function seat_belt.asker() to holdfast_app, holdfast_service;

-- The children they have a conflict of interest about.
create function seat_belt.kept() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce((seat_belt.told())[4]::uuid[], '{}');
end;
revoke execute on function seat_belt.kept() from public;
grant execute on function seat_belt.kept() to holdfast_app, holdfast_service;

-- Drafts of assessments that are of hidden children alone; those written of several children together stay with whoever sees one of them.
create function seat_belt.hidden_drafts() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
begin atomic
  with of_hidden as (select id, together_id from public.assessment where child_id = any ((select seat_belt.hidden())::uuid[]))
  select array(
    select id from of_hidden
    union
    select version.id from public.assessment_version version where version.child_id = any ((select seat_belt.hidden())::uuid[])
    union
    select together_id from of_hidden
     where not exists (select from public.assessment other where other.together_id = of_hidden.together_id
                          and other.child_id <> all ((select seat_belt.hidden())::uuid[])));
end;
revoke execute on function seat_belt.hidden_drafts() from public;
grant execute on function seat_belt.hidden_drafts() to holdfast_app, holdfast_service;

-- Puts the belt on every table that says whose record a row is; asked after each migration, so that no new table is without.
-- One array, worked out once a statement: no function is asked of a row.
create procedure seat_belt.fasten()
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  rule text;
begin
  for held in
    select relation.oid::regclass as name, string_agg(
             case when attname = 'subject_id' then format('%I <> all ((select seat_belt.hidden_drafts())::uuid[])', attname)
                  when attname = 'child_ids' then format('not (%I && (select seat_belt.hidden()))', attname)
                  when attnotnull then format('%I <> all ((select seat_belt.hidden())::uuid[])', attname)
                  else format('(%1$I is null or %1$I <> all ((select seat_belt.hidden())::uuid[]))', attname) end, ' and ' order by attnum) as rule
      from pg_class relation
      join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
     where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p')
       and case relation.relname
             when 'person' then attname in ('id', 'merged_into')
             -- What the police wrote of a family must be taken in by somebody, whoever is in it.
             when 'notice_person' then false
             when 'draft_answer' then attname = 'subject_id'
             when 'draft_typed' then attname = 'subject_id'
             else attname in ('child_id', 'person_id', 'loser_id', 'child_ids') end
     group by relation.oid
    union all
    -- Whole returns, which say of their children no more than a number: never a page's own question.
    select relation.oid::regclass, 'false' from pg_class relation
     where relation.relnamespace = 'public'::regnamespace and relation.relname in ('return_run_file', 'return_run_finding')
  loop
    held.rule := case held.name::text
      -- Somebody who must act is told, though the child's record is not open to them: a duty, and no name.
      when 'public.alert' then held.rule || ' or (to_id = (select seat_belt.asker()) and child_id <> all ((select seat_belt.kept())::uuid[]))'
      else held.rule end;
    execute format('alter table %s enable row level security', held.name);
    execute format('alter table %s force row level security', held.name);
    execute format('drop policy if exists whoever_asks on %s', held.name);
    execute format('drop policy if exists every_child on %s', held.name);
    execute format('create policy whoever_asks on %s to holdfast_app using (%s) with check (%s)', held.name, held.rule, held.rule);
    execute format('create policy every_child on %s to %I, holdfast_service using (true) with check (true)', held.name, current_user);
  end loop;
  -- A view shows what whoever asks it may see, and not what its owner may.
  for held in
    select oid::regclass as name from pg_class
     where relkind = 'v' and relnamespace in (select oid from pg_namespace where nspname in ('public', 'ssd'))
       and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
  loop
    execute format('alter view %s set (security_invoker = true)', held.name);
  end loop;
end $$;
revoke execute on procedure seat_belt.fasten() from public;
call seat_belt.fasten();
