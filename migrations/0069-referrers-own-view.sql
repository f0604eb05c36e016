-- What whoever told us says afterwards, with their receipt and its second number: more to say, or that they disagree. Working Together 2026 ch.3 (feedback and challenge).

-- Kept beside what was sent in, and apart from every child's record, until a worker has read it.
create table referrer_message (
  id          uuid primary key default uuidv7(),
  sent_in_id  uuid not null references sent_in,
  kind        text not null check (kind in ('more', 'disagrees')),
  words       text not null,
  sent_at     timestamptz not null,
  form_key    uuid not null unique,
  read_at     timestamptz,
  read_by     uuid references staff,
  -- What whoever wrote it may read: it says nothing of any child.
  reply       text,
  check ((read_at is null) = (read_by is null))
);
create index on referrer_message (sent_in_id);
create index referrer_message_waiting on referrer_message (sent_at) where read_at is null;

-- How often an address has tried a receipt number, by a hash that means nothing after the process ends; kept for a day.
create table receipt_try (
  sender    bytea not null,
  tried_at  timestamptz not null
);
create index on receipt_try (sender, tried_at);
