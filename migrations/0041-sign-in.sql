-- Signing in: with the council's own accounts, or in an emergency with a password and a code (UK GDPR art 32; ASVS 5.0 V6, V7, V10).

alter table staff
  -- Accounts unused for thirty days are closed.
  add column last_signed_in_at timestamptz;

alter table session
  add column how text not null default 'demonstration' check (how in ('demonstration', 'password', 'openid')),
  -- When this person last showed that it is them: asked again before an export or an emergency opening.
  add column shown_at timestamptz not null default now();

-- Who the council's directory says somebody is: the issuer and its own key for them, never an email address, which is given to others.
-- Nobody's until an administrator says whose.
create table staff_identity (
  issuer        text not null,
  subject       text not null,
  staff_id      uuid references staff,
  -- As the directory calls them, for the administrator who says whose this is.
  shown_as      text not null,
  first_seen_at timestamptz not null default now(),
  linked_at     timestamptz,
  primary key (issuer, subject),
  check ((staff_id is null) = (linked_at is null))
);
create unique index on staff_identity (staff_id, issuer) where staff_id is not null;

-- An emergency account's password and the key of its six-digit codes.
create table staff_password (
  staff_id       uuid primary key references staff,
  password_hash  text not null,
  code_key       text not null,
  -- The half minute whose code was last used: each code opens the door once.
  last_step      bigint not null default 0,
  -- Null until the first code was typed back.
  confirmed_at   timestamptz
);

-- What an administrator hands somebody to choose their password with. Only its digest is kept.
create table set_up_code (
  staff_id    uuid primary key references staff,
  code        bytea not null,
  expires_at  timestamptz not null
);

-- On the way to the council's sign-in page and back: what the answer must fit. Gone when it has come.
create table sign_in_errand (
  id        bytea primary key,
  state     text not null,
  nonce     text not null,
  verifier  text not null,
  -- Somebody already signed in who shows again that it is them.
  staff_id  uuid references staff,
  begun_at  timestamptz not null default now()
);

-- Every attempt to sign in, for whoever must find out later.
create table sign_in (
  id        bigint generated always as identity primary key,
  staff_id  uuid references staff,
  how       text not null check (how in ('demonstration', 'password', 'openid', 'set-up')),
  let_in    boolean not null,
  at        timestamptz not null default now()
);
create index on sign_in (staff_id, id);

-- How often something was tried in a stretch of time, for every process alike. Lost in a crash without harm.
create unlogged table rate_count (
  what      text not null,
  -- A digest: an address or a name is nobody's business here.
  who       bytea not null,
  began_at  timestamptz not null,
  times     integer not null,
  primary key (what, who, began_at)
);
create index on rate_count (began_at);
