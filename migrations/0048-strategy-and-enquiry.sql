-- What a strategy discussion heard and decided for each child, and what an enquiry found. Children Act 1989 s.47; Working Together, chapter 3.
alter table strategy_discussion drop constraint strategy_discussion_state_check;
alter table strategy_discussion add constraint strategy_discussion_state_check check (state in ('asked for', 'held', 'decided'));
alter table strategy_discussion
  add column together_id uuid,
  add column also_for text[],
  add column urgent boolean,
  add column trigger text,
  add column asked_by uuid references staff,
  add column mode text check (mode in ('meeting', 'call', 'video')),
  add column social_care_by text,
  add column police_by text,
  add column health_by text,
  add column others_by text,
  add column social_care_said text,
  add column police_said text,
  add column health_said text,
  add column others_said text,
  add column chaired_by uuid references staff,
  add column analysis text,
  add column threshold_met boolean,
  add column besides text[],
  add column decision_why text,
  add column safety_tonight text,
  add column review_on date,
  add column not_covered_why text,
  add column without_quorum_why text,
  add column decided_on date,
  add column decided_by uuid references staff;
create index strategy_discussion_together on strategy_discussion (together_id) where together_id is not null;
create index strategy_discussion_open on strategy_discussion (concern_on) where state in ('asked for', 'held');

alter table section47 drop constraint section47_state_check;
alter table section47 add constraint section47_state_check check (state in ('open', 'concluded', 'authorised'));
alter table section47
  add column discussion_id uuid references strategy_discussion,
  add column enquiries_made text[],
  add column child_seen_on date,
  add column seen_alone boolean,
  add column not_alone_why text,
  add column child_account text,
  add column medical text check (medical in ('not needed', 'arranged', 'done')),
  add column siblings_considered text,
  add column evidence text,
  add column next text check (next in ('conference', 'child in need', 'legal', 'no further action')),
  add column concluded_by uuid references staff,
  add column authorised_on date,
  add column authorised_by uuid references staff,
  add column authorised_why text,
  add column returned_why text;
create index section47_waiting on section47 (started_on) where state in ('open', 'concluded');
create index on section47 (discussion_id) where discussion_id is not null;

-- What was decided together is asked of somebody, and can be followed back to where it was decided.
alter table action add column from_id uuid;
create index on action (from_id) where from_id is not null;
