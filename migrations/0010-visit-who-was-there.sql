-- Who else was spoken to on a visit, and what happens next when a child was not seen. processes.md §13.
alter table visit add column spoken_to text[];
alter table visit add column not_seen_next text;
