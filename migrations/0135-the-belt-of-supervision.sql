-- Sessions with members of staff are kept to the three who read them by the database itself: the worker, their manager, the manager's manager (UK GDPR art 5(1)(f), art 32).

-- Whose sessions somebody reads, as src/modules/staff-supervision/whose.ts has it. Worked out once a statement.
create function seat_belt.supervised() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(staff.id), '{}')
    from public.staff me
    left join public.team mine on mine.id = me.team_id
   cross join public.staff
    left join public.team on team.id = staff.team_id
   where me.id = (select seat_belt.asker())
     and (staff.id = me.id or staff.role in ('SW', 'PA', 'SSW', 'EHL', 'SCR', 'EDT', 'BS', 'FM', 'TM', 'SM', 'CPC', 'IRO', 'QA', 'PSW', 'LADO', 'VS')
          and case me.role
                when 'TM' then staff.team_id = me.team_id and staff.role not in ('TM', 'SM')
                when 'SM' then team.service = mine.service and staff.role <> 'SM'
                when 'DIR' then staff.role in ('TM', 'SM')
                     or not exists (select from public.staff manager where manager.team_id = staff.team_id
                                       and manager.role = 'TM' and manager.disabled_at is null)
              end);
end;
revoke execute on function seat_belt.supervised() from public;
grant execute on function seat_belt.supervised() to holdfast_app, holdfast_service;

-- One rule for each table; the service, for jobs, sees all of them.
create procedure seat_belt.fasten_supervision()
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  held record;
begin
  for held in
    select * from (values
      ('public.supervision_session', 'worker_id = any ((select seat_belt.supervised())::uuid[])'),
      ('public.supervision_booking', 'worker_id = any ((select seat_belt.supervised())::uuid[])'),
      ('public.supervision_event', 'staff_id = any ((select seat_belt.supervised())::uuid[])'),
      ('public.supervision_group', 'led_by = (select seat_belt.asker()) or worker_ids && (select seat_belt.supervised())')
    ) belted (name, rule)
  loop
    execute format('alter table %s enable row level security', held.name);
    execute format('alter table %s force row level security', held.name);
    execute format('create policy whoever_asks on %s to holdfast_app using (%s) with check (%s)', held.name, held.rule, held.rule);
    execute format('create policy every_session on %s to %I, holdfast_service using (true) with check (true)', held.name, current_user);
  end loop;
end $$;
revoke execute on procedure seat_belt.fasten_supervision() from public;
call seat_belt.fasten_supervision();
drop procedure seat_belt.fasten_supervision();

-- Which children were talked about is read with the session, and by nobody else; beside what is hidden from whoever asks.
create policy with_its_session on supervision_child as restrictive to holdfast_app
  using (session_id in (select id from public.supervision_session))
  with check (session_id in (select id from public.supervision_session));
create policy with_its_session on supervision_group_child as restrictive to holdfast_app
  using (group_id in (select id from public.supervision_group))
  with check (group_id in (select id from public.supervision_group));
