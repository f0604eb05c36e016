-- How many findings were open each night, so that putting our records right can be seen over time. No law: ux.md, data quality.

create table finding_count (
  counted_on  date not null,
  rule        text not null,
  open        integer not null check (open >= 0),
  children    integer not null check (children >= 0),
  primary key (counted_on, rule)
);
