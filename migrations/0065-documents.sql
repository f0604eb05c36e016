-- Documents of a child's record: what each is and where it lies by its digest; the file itself is in the vault. Data Protection Act 2018; UK GDPR art.5(1)(f).
create table document (
  id                 uuid primary key default uuidv7(),
  child_id           uuid not null references person,
  state              text not null check (state in ('filed', 'withdrawal asked', 'withdrawn')),
  kind               text check (kind in ('letter', 'report', 'plan or minutes', 'court', 'health', 'school', 'police', 'consent', 'identity', 'photo', 'by the child', 'other')),
  what               text,
  made_on            date,
  came_from          text,
  about_kind         text,
  about_id           uuid,
  format             text check (format in ('pdf', 'docx', 'xlsx', 'odt', 'jpeg', 'png', 'text')),
  -- SHA-256 of the file as it is kept: what the vault finds it by.
  fingerprint        text check (fingerprint ~ '^[0-9a-f]{64}$'),
  bytes              integer,
  withdraw_asked_on  date,
  withdraw_asked_by  uuid references staff,
  withdraw_why       text,
  withdrawn_on       date,
  withdrawn_by       uuid references staff,
  kept_why           text,
  version            integer not null default 1,
  recorded_at        timestamptz not null default now(),
  recorded_by        uuid references staff,
  import_id          uuid,
  import_key         text,
  given              jsonb,
  check ((about_kind is null) = (about_id is null))
);
create index on document (child_id, made_on desc, id desc);
create index on document (about_id) where about_id is not null;
create index on document (fingerprint);
create unique index on document (child_id, import_key);
