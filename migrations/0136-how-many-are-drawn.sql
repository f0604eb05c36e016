-- How many visits and oversight entries are drawn each month to be looked at: a local standard (processes.md §13 and §29 ask for a sample).

create table draw_setting (
  id boolean primary key default true check (id),
  visits_of_each_worker integer not null default 2 check (visits_of_each_worker between 1 and 10),
  entries_of_each_manager integer not null default 4 check (entries_of_each_manager between 1 and 20)
);
insert into draw_setting default values;
