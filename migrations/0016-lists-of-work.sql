-- What the lists of My work and oversight ask by: a team's children on any day, what a worker has not finished.
create index on allocation (team_id, child_id);
create index on visit (worker_id) where state = 'facts only';
create index on action (asked_by) where state in ('open', 'answered');
create index on finding (owner_id) where state = 'open';
create index on draft (author_id);
create index on cin_episode (child_id) where state = 'open';
