-- Some of each manager's oversight entries are drawn by lot each month for their own manager to look at: oversight of overseers (processes §29). Local standard.
create table oversight_draw (
  id          uuid primary key default uuidv7(),
  -- The first day of the month the entries were made in.
  month       date not null check (extract(day from month) = 1),
  manager_id  uuid not null references staff,
  drawn_at    timestamptz not null,
  drawn_on    date not null,
  -- Of how many entries they were drawn; nought where the manager made none.
  of_many     integer not null,
  unique (manager_id, month)
);
create table oversight_drawn (
  discussion_id  uuid primary key references oversight_discussion on delete cascade,
  draw_id        uuid not null references oversight_draw on delete cascade,
  analysis       text check (analysis in ('yes', 'partly', 'no')),
  direction      text check (direction in ('yes', 'partly', 'no')),
  follow_up      text check (follow_up in ('yes', 'partly', 'no')),
  asked          text,
  looked_on      date,
  looked_by      uuid references staff,
  check ((looked_on is null) = (looked_by is null)),
  check (looked_on is null or (analysis is not null and direction is not null and follow_up is not null))
);
create index on oversight_drawn (draw_id);
