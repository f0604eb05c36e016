-- A neighbour may be declared as somebody close, as a relative or friend may: the family next door is nobody's to look up (UK GDPR art 5(1)(f); DPA 2018 s.170).

alter table staff_relative drop constraint staff_relative_relation_check;
alter table staff_relative add constraint staff_relative_relation_check
  check (relation in ('household', 'relative', 'friend', 'neighbour'));
