-- Conferences from the asking to the record sent, core groups, and who came to each: Working Together 2026 ch.3.

-- One meeting of a family is a row for each child: each child has a decision of their own.
alter table conference add column meeting_id uuid;
alter table conference add column requested_on date;
alter table conference add column requested_by uuid references staff;
alter table conference add column requested_why text;
alter table conference add column approved_on date;
alter table conference add column approved_by uuid references staff;
alter table conference add column declined_why text;
alter table conference add column starts_at text;
alter table conference add column place text;
alter table conference add column mode text check (mode in ('in person', 'video', 'both'));
alter table conference add column chair_id uuid references staff;
alter table conference add column cancelled_why text;
alter table conference add column child_attended text check (child_attended in ('yes', 'advocate', 'views', 'no'));
alter table conference add column parents_attended text check (parents_attended in ('all', 'some', 'none'));
alter table conference add column risk_summary text;
alter table conference add column factors text[];
alter table conference add column category text check (category in ('NEG', 'PHY', 'SAB', 'EMO', 'MUL'));
alter table conference add column decision_why text;
alter table conference add column outline_plan text;
alter table conference add column core_group text[];
alter table conference add column next_on date;
alter table conference add column legal_considered boolean;
alter table conference add column decided_on date;
alter table conference add column decided_by uuid references staff;
alter table conference add column decisions_sent_on date;
alter table conference add column record_words text;
alter table conference add column record_drafted_on date;
alter table conference add column record_drafted_by uuid references staff;
alter table conference add column record_signed_on date;
alter table conference add column record_signed_by uuid references staff;
alter table conference add column record_sent_on date;
alter table conference add column record_sent_to text;
alter table conference add column checked_by uuid references staff;
alter table conference add column check_stands text check (check_stands in ('on course', 'slow', 'drifting'));
alter table conference add column check_found text;
alter table conference drop constraint conference_state_check;
alter table conference add constraint conference_state_check
  check (state in ('held', 'inquorate', 'booked', 'requested', 'approved', 'declined', 'cancelled'));
alter table conference drop constraint conference_decision_check;
alter table conference add constraint conference_decision_check
  check (decision in ('plan', 'no plan', 'child in need', 'continue', 'end', 'not recorded'));
create index on conference (meeting_id);

-- A second plan: a manager looks at what the first one changed.
alter table cp_plan add column history_reviewed_on date;
alter table cp_plan add column history_reviewed_by uuid references staff;
alter table cp_plan add column history_found text;

alter table core_group add column meeting_id uuid;
alter table core_group add column booked_for date;
alter table core_group add column plan_updated boolean;
alter table core_group add column recorded_on date;
alter table core_group drop constraint core_group_state_check;
alter table core_group add constraint core_group_state_check check (state in ('held', 'booked', 'recorded'));
create index on core_group (meeting_id);

-- Who was asked to a meeting about a child, whether they came, what they sent, and what they thought.
create table meeting_invitation (
  id                  uuid primary key default uuidv7(),
  child_id            uuid not null references person,
  state               text not null check (state in ('invited', 'replied', 'attended', 'absent')),
  meeting_id          uuid not null,
  conference_id       uuid references conference,
  core_group_id       uuid references core_group,
  agency              text not null check (agency in ('social care', 'police', 'school', 'public health', 'gp', 'hospital', 'mental health', 'adult services', 'substance misuse', 'domestic abuse', 'housing', 'probation', 'voluntary', 'other', 'family', 'child')),
  who                 text,
  invited_on          date not null,
  response            text check (response in ('attending', 'deputy', 'report only', 'none')),
  attended            text check (attended in ('in person', 'video', 'no')),
  apology_reason      text,
  deputy_authority    boolean,
  report_received_on  date,
  report_shared_on    date,
  view                text check (view in ('plan', 'no plan', 'not said')),
  dissent             text,
  last_seen_on        date,
  never_seen          boolean,
  version             integer not null default 1,
  recorded_at         timestamptz not null default now(),
  recorded_by         uuid references staff,
  import_id           uuid,
  import_key          text,
  given               jsonb
);
create index on meeting_invitation (child_id);
create index on meeting_invitation (meeting_id);
create index on meeting_invitation (conference_id);
create index on meeting_invitation (core_group_id);
create index on meeting_invitation (agency, invited_on);
create unique index on meeting_invitation (child_id, import_key);
