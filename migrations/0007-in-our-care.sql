-- Children looked after: episodes of care, reviews, missing, health, and what follows care. CA 1989 ss.20-31; SI 2010/959.
create table care_episode (
  id                  uuid primary key default uuidv7(),
  child_id            uuid not null references person,
  state               text not null check (state in ('open', 'ended')),
  started_on          date,
  started_why         text check (started_why in ('S', 'L', 'P', 'T', 'B', 'U')),
  legal_status        text check (legal_status in ('C1', 'C2', 'D1', 'E1', 'V2', 'V3', 'V4', 'L1', 'L2', 'L3', 'J1', 'J2', 'J3')),
  primary_need        text check (primary_need in ('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9', 'N0')),
  placement_type      text check (placement_type in ('A3', 'A4', 'A5', 'A6', 'H5', 'K1', 'K2', 'K3', 'P1', 'P2', 'P3', 'R1', 'R2', 'R3', 'R5', 'S1', 'T0', 'T1', 'T2', 'T3', 'T4', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'Z1', 'Z11', 'Z12', 'Z13', 'Z14')),
  provider            text check (provider in ('PR0', 'PR1', 'PR2', 'PR3', 'PR4', 'PR5')),
  ended_on            date,
  ended_why           text check (ended_why in ('X1', 'E11', 'E12', 'E2', 'E3', 'E4A', 'E4B', 'E13', 'E41', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48', 'E5', 'E6', 'E7', 'E9', 'E14', 'E15', 'E16', 'E17', 'E8')),
  moved_why           text check (moved_why in ('CARPL', 'CLOSE', 'ALLEG', 'STAND', 'APPRR', 'CREQB', 'CREQO', 'CHILD', 'LAREQ', 'PLACE', 'CUSTOD', 'OTHER')),
  home_postcode       text,
  placement_postcode  text,
  urn                 text,
  version             integer not null default 1,
  recorded_at         timestamptz not null default now(),
  recorded_by         uuid references staff,
  import_id           uuid,
  import_key          text,
  given               jsonb,
  check (ended_on >= started_on)
);
create index on care_episode (child_id);
create unique index on care_episode (child_id, import_key);
create index on care_episode (child_id, started_on);

create table care_summary (
  id                         uuid primary key default uuidv7(),
  child_id                   uuid not null references person,
  state                      text not null check (state in ('from a return')),
  care_started_on            date,
  care_ended_on              date,
  ended_why                  text,
  status_since_on            date,
  legal_status               text check (legal_status in ('C1', 'C2', 'D1', 'E1', 'V2', 'V3', 'V4', 'L1', 'L2', 'L3', 'J1', 'J2', 'J3')),
  last_review_on             date,
  permanence_plan            text,
  last_reviewing_officer_on  date,
  last_health_on             date,
  last_dental_on             date,
  placed_on                  date,
  placement_type             text,
  provider                   text,
  placement_postcode         text,
  urn                        text,
  placement_location         text,
  placement_authority        text,
  need_category              text,
  second_period              boolean,
  placements_in_year         integer,
  missing_in_year            integer,
  absent_in_year             integer,
  interview_offered          boolean,
  interview_accepted         boolean,
  last_visit_on              date,
  version                    integer not null default 1,
  recorded_at                timestamptz not null default now(),
  recorded_by                uuid references staff,
  import_id                  uuid,
  import_key                 text,
  given                      jsonb
);
create index on care_summary (child_id);
create unique index on care_summary (child_id, import_key);

create table cla_review (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('held')),
  held_on      date,
  taking_part  text check (taking_part in ('PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')),
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on cla_review (child_id);
create unique index on cla_review (child_id, import_key);

create table missing_episode (
  id                    uuid primary key default uuidv7(),
  child_id              uuid not null references person,
  state                 text not null check (state in ('missing', 'returned')),
  kind                  text check (kind in ('M', 'A')),
  started_on            date,
  started_at            timestamptz,
  ended_on              date,
  ended_at              timestamptz,
  interview_offered_on  date,
  interview_held_on     date,
  interview_refused     boolean,
  interview_shared_on   date,
  version               integer not null default 1,
  recorded_at           timestamptz not null default now(),
  recorded_by           uuid references staff,
  import_id             uuid,
  import_key            text,
  given                 jsonb,
  check (ended_on >= started_on)
);
create index on missing_episode (child_id);
create unique index on missing_episode (child_id, import_key);

create table asylum (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('recorded')),
  ended_on     date,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on asylum (child_id);
create unique index on asylum (child_id, import_key);

create table health_outcome (
  id                     uuid primary key default uuidv7(),
  child_id               uuid not null references person,
  state                  text not null check (state in ('recorded')),
  year_ending            integer,
  sdq_score              integer check (sdq_score between 0 and 40),
  sdq_reason             text check (sdq_reason in ('SDQ1', 'SDQ2', 'SDQ3', 'SDQ4', 'SDQ5')),
  convicted              boolean,
  health_check           boolean,
  immunised              boolean,
  teeth_check            boolean,
  health_assessment      boolean,
  substance_misuse       boolean,
  intervention_received  boolean,
  intervention_offered   boolean,
  version                integer not null default 1,
  recorded_at            timestamptz not null default now(),
  recorded_by            uuid references staff,
  import_id              uuid,
  import_key             text,
  given                  jsonb
);
create index on health_outcome (child_id);
create unique index on health_outcome (child_id, import_key);

create table health_check (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('done')),
  kind         text not null check (kind in ('initial', 'review', 'dental', 'optical')),
  done_on      date,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb
);
create index on health_check (child_id);
create unique index on health_check (child_id, import_key);

create table education_plan (
  id              uuid primary key default uuidv7(),
  child_id        uuid not null references person,
  state           text not null check (state in ('started', 'agreed')),
  term_starts_on  date,
  started_on      date,
  agreed_on       date,
  version         integer not null default 1,
  recorded_at     timestamptz not null default now(),
  recorded_by     uuid references staff,
  import_id       uuid,
  import_key      text,
  given           jsonb
);
create index on education_plan (child_id);
create unique index on education_plan (child_id, import_key);

create table care_leaver_contact (
  id             uuid primary key default uuidv7(),
  child_id       uuid not null references person,
  state          text not null check (state in ('recorded')),
  year_ending    integer,
  in_touch       text check (in_touch in ('YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM')),
  activity       text check (activity in ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5', 'G4', 'G5', 'G6', '0')),
  accommodation  text check (length(accommodation) <= 2),
  version        integer not null default 1,
  recorded_at    timestamptz not null default now(),
  recorded_by    uuid references staff,
  import_id      uuid,
  import_key     text,
  given          jsonb
);
create index on care_leaver_contact (child_id);
create unique index on care_leaver_contact (child_id, import_key);

create table leaving_care (
  id                uuid primary key default uuidv7(),
  child_id          uuid not null references person,
  state             text not null check (state in ('current')),
  eligibility       text check (eligibility in ('relevant', 'former relevant', 'qualifying', 'eligible')),
  adviser_id        uuid references staff,
  plan_reviewed_on  date,
  in_touch          text check (in_touch in ('YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM')),
  last_contact_on   date,
  accommodation     text,
  suitable          boolean,
  activity          text,
  asylum            boolean,
  version           integer not null default 1,
  recorded_at       timestamptz not null default now(),
  recorded_by       uuid references staff,
  import_id         uuid,
  import_key        text,
  given             jsonb
);
create index on leaving_care (child_id);
create unique index on leaving_care (child_id, import_key);

create table previous_permanence (
  id               uuid primary key default uuidv7(),
  child_id         uuid not null references person,
  state            text not null check (state in ('recorded')),
  kind             text check (kind in ('P1', 'P2', 'P3', 'P4', 'Z1')),
  authority        text,
  permanence_date  text,
  version          integer not null default 1,
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid references staff,
  import_id        uuid,
  import_key       text,
  given            jsonb
);
create index on previous_permanence (child_id);
create unique index on previous_permanence (child_id, import_key);

create table motherhood (
  id             uuid primary key default uuidv7(),
  child_id       uuid not null references person,
  state          text not null check (state in ('recorded')),
  mother         boolean,
  child_born_on  date,
  version        integer not null default 1,
  recorded_at    timestamptz not null default now(),
  recorded_by    uuid references staff,
  import_id      uuid,
  import_key     text,
  given          jsonb
);
create index on motherhood (child_id);
create unique index on motherhood (child_id, import_key);

create table deprivation_of_liberty (
  id           uuid primary key default uuidv7(),
  child_id     uuid not null references person,
  state        text not null check (state in ('in force', 'ended')),
  started_on   date,
  ended_on     date,
  version      integer not null default 1,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid references staff,
  import_id    uuid,
  import_key   text,
  given        jsonb,
  check (ended_on >= started_on)
);
create index on deprivation_of_liberty (child_id);
create unique index on deprivation_of_liberty (child_id, import_key);

create table adoption (
  id                     uuid primary key default uuidv7(),
  child_id               uuid not null references person,
  state                  text not null check (state in ('planned', 'placed', 'adopted', 'plan changed')),
  decided_on             date,
  placement_order_on     date,
  matched_on             date,
  placed_on              date,
  placed_ended_on        date,
  placed_ended_why       text check (placed_ended_why in ('RD1', 'RD2', 'RD3', 'RD4')),
  ordered_on             date,
  reversed_on            date,
  foster_carer_adopting  boolean,
  adopters               integer,
  adopters_sex           text check (adopters_sex in ('M1', 'F1', 'MM', 'FF', 'MF')),
  adopters_status        text check (adopters_status in ('L0', 'L11', 'L12', 'L2', 'L3', 'L4')),
  early_permanence_on    date,
  care_started_on        date,
  family_id              text,
  version                integer not null default 1,
  recorded_at            timestamptz not null default now(),
  recorded_by            uuid references staff,
  import_id              uuid,
  import_key             text,
  given                  jsonb
);
create index on adoption (child_id);
create unique index on adoption (child_id, import_key);

create table pre_proceedings (
  id                 uuid primary key default uuidv7(),
  child_id           uuid not null references person,
  state              text not null check (state in ('open', 'ended')),
  started_on         date,
  letter_sent_on     date,
  fgdm_offered       boolean,
  fgdm_held          boolean,
  first_meeting_on   date,
  review_meetings    integer,
  decided_on         date,
  outcome            text check (outcome in ('A', 'B', 'C')),
  applied_on         date,
  letter_initial_on  date,
  version            integer not null default 1,
  recorded_at        timestamptz not null default now(),
  recorded_by        uuid references staff,
  import_id          uuid,
  import_key         text,
  given              jsonb
);
create index on pre_proceedings (child_id);
create unique index on pre_proceedings (child_id, import_key);

-- Adopters are adults, and not a child's record. Annex A list 11.
create table adopter (
  id                      uuid primary key default uuidv7(),
  adopter_id              text not null unique,
  family_id               text,
  sex                     text,
  ethnicity               text,
  disability              text,
  fostering_for_adoption  boolean,
  enquired_on             date,
  stage1_started_on       date,
  stage1_ended_on         date,
  stage2_started_on       date,
  stage2_ended_on         date,
  applied_on              date,
  approved_on             date,
  matched_on              date,
  placed_on               date,
  children                integer,
  ordered_on              date,
  left_on                 date,
  left_why                text,
  import_id               uuid,
  given                   jsonb
);
