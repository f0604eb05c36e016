-- Contacts from the first word to the decision, other agencies' checks, and what people send in before it is read. CA 1989 s.17, s.47; Working Together ch.3.
alter table contact drop constraint contact_state_check;
alter table contact add constraint contact_state_check check (state in ('received', 'triaged', 'checking', 'awaiting decision', 'decided', 'disputed', 'linked', 'closed'));
alter table contact drop constraint contact_urgency_check;
alter table contact add constraint contact_urgency_check check (urgency in ('red', 'amber', 'green', 'blue'));
alter table contact
  add column channel text check (channel in ('portal', 'phone', 'email', 'police feed', 'walk-in')),
  add column referrer_name text,
  add column referrer_agency text,
  add column referrer_reply text,
  add column receipt text,
  add column concerns text[],
  add column narrative text,
  add column daily_life text,
  add column immediate_danger boolean,
  add column consent text check (consent in ('given', 'refused', 'not asked')),
  add column consent_why text,
  add column parents_informed boolean,
  add column quality text check (quality in ('good', 'adequate', 'poor')),
  add column quality_missing text,
  add column rated_by uuid references staff,
  add column downgraded_why text,
  add column checks_waived_why text,
  add column ready_on date,
  add column threshold text check (threshold in ('1', '2', '3', '4')),
  add column decision text check (decision in ('no further action', 'advice', 'early help', 'assessment', 'strategy discussion', 'allegation', 'private fostering', 'transfer to open worker', 'other authority')),
  add column decided_by uuid references staff,
  add column rationale text,
  add column lawful_basis text,
  add column countersigned_on date,
  add column countersigned_by uuid references staff,
  add column countersigned_why text,
  add column feedback_words text,
  add column feedback_how text check (feedback_how in ('letter', 'email', 'phone', 'in person', 'withheld')),
  add column feedback_withheld_why text,
  add column disputed_on date,
  add column disputed_why text,
  add column open_work boolean,
  add column open_worker_id uuid references staff,
  add column open_manager_id uuid references staff,
  add column read_on date,
  add column read_by uuid references staff,
  add column together_id uuid;
-- What the board asks by: what waits, whole; what was decided on a day; a child's contacts by when they came.
create index contact_waiting on contact (received_on) where decided_on is null and outcome is null and import_id is null
  and state in ('received', 'triaged', 'checking', 'awaiting decision', 'disputed');
create index contact_decided on contact (decided_on) where decided_on is not null;
create index contact_received on contact (received_on);
create index contact_of_child on contact (child_id, received_on);
create index contact_together on contact (together_id) where together_id is not null;
create index contact_unread on contact (open_worker_id) where open_work and read_on is null;
create index contact_feedback on contact (decided_on) where state = 'decided' and feedback_on is null;

create table agency_check (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  contact_id   uuid references contact,
  state        text not null check (state in ('asked', 'replied', 'waived')),
  agency       text check (agency in ('police', 'health visitor', 'gp', 'school', 'hospital', 'mental health', 'housing', 'probation', 'adult care', 'substance misuse', 'domestic abuse', 'other')),
  asked_on     date,
  asked_at     timestamptz,
  asked_by     uuid references staff,
  replied_at   timestamptz,
  reply        text,
  chased_on    date,
  waived_why   text,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on agency_check (child_id);
create index on agency_check (contact_id);
create index agency_check_waiting on agency_check (asked_at) where state = 'asked';
create unique index on agency_check (child_id, import_key);

-- Held apart from every child's record until a screener has read it: nobody is looked up while it is sent in.
create table sent_in (
  id          uuid primary key default uuidv7(),
  receipt     text not null unique,
  form_key    uuid not null unique,
  state       text not null default 'waiting' check (state in ('waiting', 'taken in', 'set aside')),
  received_at timestamptz not null,
  channel     text not null check (channel in ('portal', 'phone', 'email', 'police feed', 'walk-in')),
  answers     jsonb not null,
  -- A hash of the address it came from, kept for a day to limit how often one address may send.
  sender      bytea,
  taken_by    uuid references staff,
  settled_at  timestamptz,
  settled_by  uuid references staff,
  settled_why text
);
create index sent_in_waiting on sent_in (received_at) where state = 'waiting';
create index sent_in_sender on sent_in (sender, received_at) where sender is not null;
