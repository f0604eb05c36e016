-- How an agency's disagreement with a conference was settled, by whom and when: our work does not end while one is open. Working Together 2026 ch.3 (challenge between agencies).
alter table meeting_invitation add column dissent_settled_on date;
alter table meeting_invitation add column dissent_settled_by uuid references staff;
alter table meeting_invitation add column dissent_settled_how text;
