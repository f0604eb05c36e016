-- The day its owner took an action on: until then nobody has said they will do it. processes.md §29.
alter table action add column accepted_on date;
create index action_what_trgm on action using gin (what gin_trgm_ops);
