-- Two more reasons why an alert is over: its day was moved, or the last warning took its place. Local standard: timescales 0.3.
alter table alert drop constraint alert_cleared_why_check;
alter table alert add constraint alert_cleared_why_check check (cleared_why in ('done in time', 'done late', 'fell away', 'put right', 'not known', 'moved on', 'now late', 'answered', 'day moved', 'warned again'));
