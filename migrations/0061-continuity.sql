-- The continuity pack: what duty workers need of every open child when server and network are dead (Civil Contingencies Act 2004 s.2;
-- local standard: at most 15 minutes old).

-- Who holds the pack. The key is worked out from a passphrase that is kept nowhere; with it the pack's own key is wrapped for them.
create table continuity_officer (
  staff_id    uuid primary key references staff,
  salt        bytea not null check (octet_length(salt) = 16),
  rounds      integer not null check (rounds >= 600000),
  key         bytea not null check (octet_length(key) = 32),
  named_at    timestamptz not null default now()
);

-- Each pack that was made: how many children and bytes, never what is in it.
create table continuity_pack (
  id        bigint generated always as identity primary key,
  made_at   timestamptz not null default now(),
  children  integer not null,
  left_out  integer not null,
  bytes     integer not null
);
create index on continuity_pack (made_at);
