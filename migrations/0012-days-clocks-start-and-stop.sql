-- The days that start or stop a clock and that no return carries. Working Together ch.3; SI 2010/959 regs 18, 24-25, 28(3A).
alter table contact add column received_at timestamptz;
alter table contact add column urgency text check (urgency in ('red', 'amber', 'green'));
alter table contact add column rated_at timestamptz;
alter table contact add column decided_on date;
alter table contact add column feedback_on date;

alter table allocation add column changes_reviewed_on date;

alter table assessment add column steered_on date;

alter table conference add column checked_on date;

alter table cin_review add column duration_decision text check (duration_decision in ('step up', 'step down', 'go on'));

-- Of a placement: a relative or friend approved for the time being, a parent assessed, a home meant to last.
alter table care_episode add column temporarily_approved_on date;
alter table care_episode add column extended_on date;
alter table care_episode add column approved_on date;
alter table care_episode add column parents_assessed_on date;
alter table care_episode add column meant_to_last boolean;
alter table care_episode add column child_agrees boolean;

alter table action add column stopped_on date;
alter table action add column explained_on date;
