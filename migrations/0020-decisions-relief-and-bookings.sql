-- What a manager decides of a third ask; why a worker carries more than they should, and how it will end; conferences that are
-- booked, and the review before the last (Working Together 2026 ch.3; local standards of allocation and oversight).

-- The same thing asked a third time needs the service manager's decision: what is done differently, by whom and by when, or why it is stopped.
alter table action add column decision text;
alter table action add column decided_on date;
alter table action add column decided_by uuid references staff;

-- A child given to somebody who then carries more than their limit: who allowed it, why, and what will bring it down by when.
alter table allocation add column over_limit_why text;
alter table allocation add column relief_plan text;
alter table allocation add column relief_by_on date;
alter table allocation add column over_limit_by uuid references staff;

-- The report goes to the family before the conference, so a conference is known of before it is held.
alter table conference add column booked_for date;
alter table conference drop constraint conference_state_check;
alter table conference add constraint conference_state_check check (state in ('booked', 'held', 'inquorate'));

-- A pathway plan is reviewed in time or late by the review before.
alter table leaving_care add column plan_reviewed_before date;

-- What something in the chronology meant for the child, said in place as an event of its record.
create index event_impact on event (child_id, record_id) where type = 'impact.said';
