-- What placements are held against beside the record, as the council gave it: Ofsted's lists of providers and the ONS directory of postcodes
-- (guide to the SSDA903 return; Children Act 1989 s.83).
create table given_list (
  id         uuid primary key default uuidv7(),
  kind       text not null check (kind in ('postcodes', 'providers')),
  entries    integer not null check (entries > 0),
  -- With the postcodes: the GSS code of the council whose record this is, where it was told.
  authority  text check (authority ~ '^E[0-9]{8}$'),
  given_at   timestamptz not null default now(),
  -- Null where it was given at the machine itself and nobody was named.
  given_by   uuid references staff
);

-- Without spaces and in capitals, so that it is found however it is written.
create table postcode_place (
  postcode   text primary key,
  -- Metres on the National Grid.
  east       integer not null,
  north      integer not null,
  -- GSS code of the upper-tier authority; SCO, NIR and WAL for the other countries.
  authority  text not null
);

create table provider_listed (
  id              uuid primary key default uuidv7(),
  urn             text not null,
  place_codes     text[] not null,
  provider_codes  text[] not null,
  postcode        text,
  -- The last day of its registration.
  closed_on       date
);
create index on provider_listed (urn);

-- Whose record it is: as told with the postcodes, or the authority most children's family homes are in; of equals the first by name.
create view own_area with (security_invoker = true) as
select coalesce(
         (select authority from given_list where kind = 'postcodes' order by id desc limit 1),
         (select mode() within group (order by home.authority)
            from care_episode
            join postcode_place home on home.postcode = upper(replace(care_episode.home_postcode, ' ', '')))
       ) as authority;
