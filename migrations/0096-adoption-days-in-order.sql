-- A placement with adopters does not end before it begins, as with every other stay. What came before this line is not asked. Adoption and Children Act 2002 s. 18.
alter table adoption add constraint adoption_placed_in_order check (placed_ended_on >= placed_on) not valid;
