-- What a form was answered where no event says it: nothing was written for a child, or the event is of another record. No law: decisions §5.

-- The key of a form is on the first event it caused. A form that causes none (a campaign is closed), or whose first event is not of the
-- record it is about, is remembered here, in the same transaction: sent again, it is answered as it was the first time.
create table form_answered (
  form_key     uuid primary key,
  record_id    text not null,
  answered_at  timestamptz not null default now()
);
grant select, insert on form_answered to holdfast_app;
