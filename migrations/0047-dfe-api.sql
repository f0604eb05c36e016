-- What is sent to the DfE's daily children's social care collection, and what it says it received. CA 1989 s.83 (returns to the Secretary of State); DfE CSC API 1.0.1.
--
-- A search for changes compares each child's record, as the collection would have it, with what was last received there. What differs
-- waits in dfe_change; up to a hundred at a time are one post, whose bytes never change, and the next is not begun before it has ended.

create table dfe_search (
  id          uuid primary key default uuidv7(),
  on_day      date not null,
  -- Null for the one of each night.
  asked_by    uuid references staff,
  begun_at    timestamptz not null default now(),
  ended_at    timestamptz,
  children    integer not null default 0,
  changed     integer not null default 0,
  -- In the collection's cohort, with a number the collection does not take.
  not_sendable integer not null default 0
);

create table dfe_post (
  id           uuid primary key default uuidv7(),
  state        text not null check (state in ('sending', 'stopped', 'received', 'refused', 'divided')),
  children     integer not null check (children between 1 and 100),
  purges       integer not null,
  -- How often it was begun: written before the bytes leave, so that no sending goes uncounted.
  tries        integer not null default 0,
  made_at      timestamptz not null default now(),
  last_try_at  timestamptz,
  next_try_at  timestamptz,
  ended_at     timestamptz,
  -- The last answer: its HTTP status, null where none came, and what that means.
  status       integer,
  why          text check (why in ('no answer', 'no token', 'busy', 'their fault', 'key refused', 'malformed', 'too many', 'not understood')),
  -- As it came.
  receipt      text
);
-- One under way at a time: what is known of a child there can then only be what was received last.
create unique index dfe_post_under_way on dfe_post ((true)) where state in ('sending', 'stopped');

create table dfe_change (
  id           bigint generated always as identity primary key,
  -- By which the collection knows the child. No reference to the person: what is taken back out of the record is purged there too.
  la_child_id  text not null,
  child_id     uuid not null,
  purge        boolean not null,
  -- SHA-256 of what the record says.
  digest       text not null,
  -- The things in it that have an id of their own there.
  parts        text[] not null,
  -- The child's object, as it is sent; kept until it is received and no longer.
  payload      text,
  -- With how many at most it is posted: halved each time the post it stood in was refused, until the one that is at fault stands alone.
  fits         integer not null default 100 check (fits between 1 and 100),
  state        text not null check (state in ('waiting', 'sending', 'received', 'refused', 'replaced')),
  post_id      uuid references dfe_post,
  receipt      text,
  found_at     timestamptz not null default now(),
  ended_at     timestamptz,
  check (payload is not null or state in ('received', 'replaced')),
  check ((post_id is null) = (state = 'waiting') or state = 'replaced')
);
create unique index dfe_change_waiting on dfe_change (la_child_id) where state = 'waiting';
create index on dfe_change (la_child_id, id);
create index on dfe_change (post_id);
create index on dfe_change (state) where state in ('waiting', 'sending', 'refused');

-- What the collection holds of us, as it said itself.
create table dfe_held (
  la_child_id  text primary key,
  child_id     uuid not null,
  digest       text not null,
  parts        text[] not null,
  post_id      uuid not null references dfe_post,
  received_at  timestamptz not null default now()
);

-- The dataset's own table for this collection.
create view ssd.ssd_api_data_staging as
select cast(change.id as varchar) as id,
       cast(change.la_child_id as varchar) as person_id,
       cast(change.payload as varchar) as json_payload,
       cast(case when not change.purge then decode(change.digest, 'hex') end as bytea) as current_hash,
       cast(decode(held.digest, 'hex') as bytea) as previous_hash,
       cast(case change.state when 'received' then 'Sent' when 'refused' then 'Error' else 'Pending' end as varchar) as submission_status,
       cast(post.last_try_at at time zone 'Europe/London' as timestamp) as submission_timestamp,
       cast(coalesce(change.receipt, post.status::text) as varchar) as api_response,
       cast(case when change.state = 'received' then 'Unchanged' when change.purge then 'Deleted' when held.digest is null then 'New' else 'Updated' end as varchar) as row_state,
       cast(change.found_at at time zone 'Europe/London' as timestamp) as last_updated,
       cast('person' as text) as holdfast_record_kind,
       cast(change.child_id as uuid) as holdfast_record_id
  from (select distinct on (la_child_id) * from dfe_change where state <> 'replaced' order by la_child_id, id desc) change
  left join dfe_held held on held.la_child_id = change.la_child_id
  left join dfe_post post on post.id = change.post_id;
grant select on ssd.ssd_api_data_staging to holdfast_app;
