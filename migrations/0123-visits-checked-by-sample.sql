-- A manager checks a sample of visits as they were recorded, and rates how clear their purpose was. Local standard: practice is looked at, not only counted.
alter table visit drop constraint visit_state_check;
alter table visit add constraint visit_state_check check (state in ('facts only', 'recorded', 'checked', 'from a return'));
alter table visit add column purpose_rating text check (purpose_rating in ('outstanding', 'good', 'requires improvement', 'inadequate'));
alter table visit add column check_says text;
alter table visit add column sampled_on date;
alter table visit add column sampled_by uuid references staff;
