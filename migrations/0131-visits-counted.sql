-- Measures of how children are met and of what checked visits showed are read without the words of every visit. No law: speed alone.
create index on visit (visited_on) include (child_id, mode) where seen and state <> 'from a return';
create index on visit (sampled_on) include (child_id, purpose_rating) where purpose_rating is not null;
