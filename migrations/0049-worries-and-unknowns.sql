-- A worry is weighed, reviewed and closed on evidence, and a question is answered or found to have no answer. Children Act 1989 s.17, s.47.
alter table worry
  add column harm text check (harm in ('physical', 'emotional', 'sexual', 'neglect', 'domestic abuse', 'exploitation', 'outside the home', 'other')),
  add column likelihood text check (likelihood in ('1', '2', '3', '4', '5')),
  add column impact text check (impact in ('1', '2', '3', '4', '5')),
  add column score integer,
  add column score_before integer,
  add column times_risen integer,
  add column direction text check (direction in ('increasing', 'unchanged', 'reducing')),
  add column relies_on text[],
  add column protective text,
  add column owner_id uuid references staff,
  add column reviewed_on date,
  add column reviewed_by uuid references staff,
  add column review_found text,
  add column change_why text,
  add column closed_by uuid references staff;
create index worry_open on worry (coalesce(reviewed_on, since_on)) where state = 'open';

alter table unknown
  add column how_known text,
  add column moved_why text,
  add column answered_by uuid references staff;
create index unknown_open on unknown (by_on) where state = 'open';
