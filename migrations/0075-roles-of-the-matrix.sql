-- The roles the matrix of access lacked, and an inspector's account that ends on a day (roles-and-access §3; local standard on accounts).
alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check check (role in ('SCR', 'SW', 'TM', 'SM', 'CPC', 'IRO', 'LADO', 'QA', 'PA', 'SSW', 'VS', 'EHL', 'BS', 'LEG', 'DIR', 'MEM', 'ADM', 'EDT', 'PERF', 'DPO', 'INSP', 'CARER', 'FM', 'ADMK', 'PSW', 'HR'));
-- An inspection is four weeks at most with its follow-up; whoever needs longer is asked for again.
update staff set leaves_on = current_date + 28 where role = 'INSP' and leaves_on is null;
alter table staff add constraint inspectors_end_on_a_day check (role <> 'INSP' or leaves_on is not null);
