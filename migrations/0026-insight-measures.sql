-- What each measure counted, kept for the day it was worked out on; and what measures are worked out with. Children Act 2004 s.10.
create table measure_reading (
  measure        text not null,
  -- The stretch: after `since`, up to and including `day`.
  day            date not null,
  since          date not null check (since < day),
  -- Null for all teams together, those whose child has none among them.
  team_id        uuid references team,
  numerator      integer not null check (numerator >= 0),
  denominator    integer not null check (denominator >= 0),
  unknown        integer not null check (unknown >= 0),
  amount         double precision,
  worked_out_at  timestamptz not null,
  unique nulls not distinct (measure, day, since, team_id)
);

create table measure_setting (
  id            boolean primary key default true check (id),
  -- Children of 0 to 17 in the area, for rates; the published estimate of the authority's own code where null.
  population    integer check (population > 0),
  -- A count from 1 to this is not shown in what leaves the building.
  small_number  integer not null default 5 check (small_number between 0 and 20)
);
insert into measure_setting default values;
