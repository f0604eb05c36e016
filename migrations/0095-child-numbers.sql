-- The authority's own id of a child first recorded here: letters and figures, 20 at most, never given twice (CIN census N00097, SSDA903 CHILD).
-- Ours begin with HF, so that none is one a council's earlier system gave and a later return still brings.
create sequence child_number start with 100001;

-- Children recorded here before this ran have a number from now on, and their history says so.
with numbered as (
  update person set la_child_id = 'HF' || nextval('child_number')
   where kind <> 'adult' and la_child_id is null and state = 'active'
  returning id, la_child_id
)
insert into event (type, child_id, record_kind, record_id, answers, before, reason)
select 'person.numbered', id, 'person', id, jsonb_build_object('laChildId', la_child_id), jsonb_build_object('laChildId', null),
       'Every child has a number of their own, by which returns know them'
  from numbered;
