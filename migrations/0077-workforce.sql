-- What the children's social work workforce census asks of a worker that nothing else holds, and the days they were away. Education Act 1996 s.538A (the Secretary of State's call for information).
create table staff_census (
  staff_id        uuid primary key references staff,
  -- Hundredths of full time: 100 is full time.
  full_time       integer check (full_time between 1 and 100),
  born_on         date,
  gender          text check (gender in ('0', '1', '2', '9')),
  ethnicity       text check (ethnicity in ('WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT')),
  qualified_at    text,
  qualified_as    text check (qualified_as in ('1', '2', '3')),
  step_up         boolean,
  frontline       boolean,
  works_as        text check (works_as in ('1', '2', '3', '4', '5', '6')),
  career_stage    text check (career_stage in ('1', '2', '3', '4')),
  came_from       text check (came_from in ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10')),
  -- Weeks of an agency worker's contract.
  contract_weeks  integer check (contract_weeks between 0 and 260),
  went_to         text check (went_to in ('1', '2', '3', '4', '5', '6', '7', '8', '9')),
  left_why        text check (left_why in ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10'))
);

create table staff_absence (
  id        uuid primary key default uuidv7(),
  staff_id  uuid not null references staff,
  -- First and last day away, both of them days away; it goes on where there is no last.
  from_on   date not null,
  to_on     date check (to_on >= from_on),
  why       text not null check (why in ('MAT', 'OTH', 'PUB', 'SIC', 'TRN', 'UNA', 'UNP'))
);
create index on staff_absence (staff_id, from_on);
