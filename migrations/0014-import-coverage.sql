-- Which import says it can tell of which kinds of fact, and since when: so that withdrawing one takes its own word only.
create table import_coverage (
  import_id  uuid not null references import,
  child_id   uuid not null references person,
  fact       text not null,
  from_on    date
);
create index on import_coverage (child_id);
create index on import_coverage (import_id);
