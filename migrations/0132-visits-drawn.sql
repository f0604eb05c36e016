-- Which visits a manager checks is drawn by lot each month and written down, so that nobody chooses them and none is forgotten. Local standard: practice is looked at, not only counted.
create table visit_draw (
  id        uuid primary key default uuidv7(),
  -- The first day of the month the visits were made in.
  month     date not null check (extract(day from month) = 1),
  team_id   uuid not null references team,
  drawn_at  timestamptz not null,
  drawn_on  date not null,
  -- Of how many occasions they were drawn.
  of_many   integer not null,
  unique (team_id, month)
);
create table visit_drawn (
  visit_id  uuid primary key references visit on delete cascade,
  draw_id   uuid not null references visit_draw on delete cascade
);
create index on visit_drawn (draw_id);
