-- A person is a record of their own: corrected, locked and told like any other.
alter table person add column child_id uuid not null generated always as (id) stored;
