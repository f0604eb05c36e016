-- One session with several members of staff, and the day agreed for the next meeting of each. Local standard: processes §29; it does not stand in for personal supervision.
create table supervision_group (
  id          uuid primary key default uuidv7(),
  led_by      uuid not null references staff,
  held_on     date not null,
  -- Members of staff, none of whom is ever taken away.
  worker_ids  uuid[] not null check (cardinality(worker_ids) > 1 and led_by <> all (worker_ids)),
  topic       text not null,
  learned     text not null,
  version     integer not null default 1
);
create index on supervision_group using gin (worker_ids);
create index on supervision_group (led_by);

-- The children talked about together. What was said of each is on the child's own record.
create table supervision_group_child (
  group_id  uuid not null references supervision_group,
  child_id  uuid not null references person,
  primary key (group_id, child_id)
);
create index on supervision_group_child (child_id);

-- The day somebody agreed to meet their manager next. What did not take place is counted, with why.
create table supervision_booking (
  id             uuid primary key default uuidv7(),
  worker_id      uuid not null references staff,
  supervisor_id  uuid not null references staff,
  state          text not null check (state in ('booked', 'held', 'did not take place')),
  meets_on       date not null,
  -- How often the day was moved, and why it last was.
  moved          integer not null default 0,
  moved_why      text,
  reason         text check (reason in ('worker away', 'manager away', 'something urgent', 'other')),
  said           text,
  session_id     uuid references supervision_session,
  version        integer not null default 1,
  check (worker_id <> supervisor_id),
  check ((state = 'did not take place') = (reason is not null)),
  check ((state = 'held') = (session_id is not null))
);
create unique index supervision_booking_once on supervision_booking (worker_id) where state = 'booked';
create index on supervision_booking (worker_id, meets_on);

-- What was agreed at the last session of each, where nothing has been held since.
insert into supervision_booking (worker_id, supervisor_id, state, meets_on)
select worker_id, supervisor_id, 'booked', next_on
  from (select distinct on (worker_id) worker_id, supervisor_id, next_on from supervision_session order by worker_id, held_on desc, id desc) last
 where next_on is not null;
