-- A draft several people write: each answer by itself, and what each page last sent, so that nothing anybody typed is lost. Good recording; CA 1989 s.17.
create table draft_answer (
  -- What the form is about: a record, or what several records share.
  subject_id  uuid not null,
  field       text not null,
  answer      jsonb not null,
  saved_at    timestamptz not null default now(),
  saved_by    uuid not null references staff,
  primary key (subject_id, field)
);

create table draft_typed (
  subject_id  uuid not null,
  field       text not null,
  -- The page it was typed in: a page opened twice is two.
  page        uuid not null,
  answer      jsonb not null,
  saved_at    timestamptz not null default now(),
  author_id   uuid not null references staff,
  primary key (subject_id, field, page)
);
create index on draft_answer (saved_by);
create index on draft_typed (author_id, subject_id);
