-- My work, oversight and the overview ask for what stands open, of a child or of a worker: a few rows among a life's.
-- What somebody asked of themselves and did is nobody's to agree: most of what was ever answered.
drop index action_owner_id_idx;
create index action_owner_awaited on action (owner_id)
 where state = 'open' or (state = 'answered' and asked_by is distinct from owner_id);
drop index action_asked_by_idx;
create index action_asker_awaited on action (asked_by)
 where state = 'open' or (state = 'answered' and asked_by is distinct from owner_id);
create index on action (repeats_id) where repeats_id is not null;
-- What is owed is asked child by child, and answered from the index alone.
drop index clock_reading_open;
create index clock_reading_open on clock_reading (child_id, clock, due_on) include (record_id, since_on)
 where met_on is null and ended_on is null and known;
-- Whose a child is, which every list asks of every child in it.
create index allocation_reach on allocation (child_id) include (worker_id, team_id, role, from_on, to_on)
 where state = 'allocated';
-- Who stood with a team, or was at work with us, on a day: what is open, and what has ended since.
create index on allocation (team_id, to_on);
create index on cin_episode (closed_on);
create index on care_episode (ended_on);
create index on care_episode (child_id) where state = 'open';
create index on cp_plan (ended_on);
create index on cp_plan (child_id) where state = 'open';
