-- Adults who are a risk are few and asked about every quarter of an hour, with the address each lives at. Working Together 2026 ch.3 (information sharing).
create index relationship_risk on relationship (relative_id) where risk <> 'none known';
create index relationship_new on relationship (recorded_at) where household;
