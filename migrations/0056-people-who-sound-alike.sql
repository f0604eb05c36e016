-- First and last name as they sound, together: a whole file of names is matched at once, misspelt ones with it.
create index person_both_sound on person (dmetaphone(family_name), dmetaphone(given_name)) where state <> 'archived';
