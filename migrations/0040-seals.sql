-- Seals: a chain of digests over every event and every reading of a child's record, so that nothing already written can be
-- changed, taken out, put in or cut off unseen (UK GDPR art 5(1)(f); decisions on the record, seals).

-- One seal covers the events and read events after those of the seal before it, up to the two ids it names. Its digest is
-- worked out outside the database, over the rows as COPY writes them; `id` counts from 1 without a gap.
create table seal (
  id         bigint primary key check (id > 0),
  sealed_at  timestamptz not null,
  event_to   bigint not null check (event_to >= 0),
  read_to    bigint not null check (read_to >= 0),
  events     bigint not null check (events >= 0),
  reads      bigint not null check (reads >= 0),
  previous   bytea not null check (octet_length(previous) = 32),
  digest     bytea not null unique check (octet_length(digest) = 32)
);
