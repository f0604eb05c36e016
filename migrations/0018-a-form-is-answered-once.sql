-- The key a form carried is unique among events that have one: good recording, the same post twice is one change. No law asks
-- for it of an event without: a return brings a hundred thousand, and each was entered in an index of nothings.
alter table event drop constraint event_form_key_key;
create unique index event_form_key_key on event (form_key) where form_key is not null;
