-- A contact its referrer disagrees about is decided again; the day it was first decided stays. Working Together 2026 ch.3 (feedback and challenge).
alter table contact add column first_decided_on date;
