-- An unborn child is searched for by the day they are due.
create index on person (expected_on) where expected_on is not null;
