-- What a worker is taking down and has not sent, before it is known which child it is about: what is typed is kept. Good recording; CA 1989 s.17.

-- One for each who takes down; theirs alone to read, and gone once it is sent.
create table telling_draft (
  author_id  uuid primary key references staff,
  answers    jsonb not null,
  saved_at   timestamptz not null default now()
);
