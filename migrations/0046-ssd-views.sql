-- The Standard Safeguarding Dataset as views of the record, under its published names and types, so that analysts' own queries run. Data to Insight SSD 1.4 (January 2026 release).
--
-- Each row carries the record it comes from, in two columns after the published ones. A field the record does not hold is null and
-- says why in its comment (docs/ssd.md is held to them). A child is called by the authority's own id, and by the record's id where
-- there is none. Nothing here is stored. A later migration that changes a column read here drops the view and makes it again.
create schema ssd;
comment on schema ssd is 'Standard Safeguarding Dataset 1.4: views of the record';

-- The words of the source codes (CIN census code list, Crown copyright, Open Government Licence v3.0).
create view ssd.holdfast_source (code, label) as values
  ('1A', 'INDIVIDUAL – family member, relative or carer'),
  ('1B', 'INDIVIDUAL – acquaintance (including neighbours and child minders)'),
  ('1C', 'INDIVIDUAL – self'),
  ('1D', 'INDIVIDUAL – other (including strangers)'),
  ('2A', 'SCHOOLS'),
  ('2B', 'EDUCATION SERVICES'),
  ('3A', 'HEALTH SERVICES – general practitioner (GP)'),
  ('3B', 'HEALTH SERVICES – health visitor'),
  ('3C', 'HEALTH SERVICES – school nurse'),
  ('3D', 'HEALTH SERVICES – other primary health services'),
  ('3E', 'HEALTH SERVICES – A&E (accident and emergency department)'),
  ('3F', 'HEALTH SERVICES – other (for example hospice)'),
  ('4', 'HOUSING - local authority housing or housing association'),
  ('5A', 'LA SERVICES – social care for example adults social care services'),
  ('5B', 'LA SERVICES – other internal (department other than social care in local authorities, for example, youth offending (excluding housing))'),
  ('5C', 'LA SERVICES – external, for example, from another local authority’s adults social care services'),
  ('5D', 'LA SERVICES – early help'),
  ('6', 'POLICE'),
  ('7', 'OTHER LEGAL AGENCY – including courts, probation, immigration, CAFCASS (Children and Family Court Advisory and Support Service) or prison'),
  ('8', 'OTHER – including children’s centres, independent agency providers or voluntary organisations'),
  ('9', 'ANONYMOUS'),
  ('10', 'UNKNOWN');

-- Which period of care, which placement and which stretch of one legal status each episode of care belongs to: each is known by its
-- first episode. A period begins with S or after a gap (SSDA903 RNE); a placement goes on through L alone, which changes legal status only.
create view ssd.holdfast_care as
with gaps as (
  select id, child_id, started_on, ended_on, legal_status,
         started_why is not distinct from 'S' or lag(id) over stays is null or lag(ended_on) over stays < started_on as begins,
         started_why is distinct from 'L' as moves,
         legal_status is distinct from lag(legal_status) over stays as changes
    from care_episode
  window stays as (partition by child_id order by started_on nulls last, id)
), numbered as (
  select *, count(*) filter (where begins) over sofar as period,
         count(*) filter (where begins or moves) over sofar as placement,
         count(*) filter (where begins or changes) over sofar as status
    from gaps
  window sofar as (partition by child_id order by started_on nulls last, id)
)
select id, child_id, started_on, ended_on,
       first_value(id) over (partition by child_id, period order by started_on nulls last, id) as period_id,
       first_value(id) over (partition by child_id, placement order by started_on nulls last, id) as placement_id,
       first_value(id) over (partition by child_id, status order by started_on nulls last, id) as status_id
  from numbered;

create view ssd.holdfast_care_period as
select period_id as id, child_id, min(started_on) as started_on,
       case when bool_or(ended_on is null) then null else max(ended_on) end as ended_on
  from ssd.holdfast_care
 group by period_id, child_id;

create view ssd.ssd_address as
select cast(r.id as varchar(48)) as addr_table_id,
       cast(case when not r.confidential and r.lines is not null then json_build_object('ROOM', '', 'FLOOR', '', 'FLAT', '', 'BUILDING', '', 'HOUSE', '', 'STREET', r.lines, 'TOWN', '', 'UPRN', '', 'EASTING', '', 'NORTHING', '') end as varchar(1000)) as addr_address_json,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as addr_person_id,
       cast(r.kind as varchar(48)) as addr_address_type,
       cast(r.from_on as timestamp) as addr_address_start_date,
       cast(r.to_on as timestamp) as addr_address_end_date,
       cast(case when not r.confidential then r.postcode end as varchar(15)) as addr_address_postcode,
       cast('address' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from address r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_assessment_factors as
select cast(r.id as varchar(48)) as cinf_table_id,
       cast(r.id as varchar(48)) as cinf_assessment_id,
       cast(to_json(r.factors) as text) as cinf_assessment_factors_json,
       cast('assessment' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from assessment r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where cardinality(r.factors) > 0;

create view ssd.ssd_care_leavers as
select cast(r.id as varchar(48)) as clea_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clea_person_id,
       cast(r.eligibility as varchar(100)) as clea_care_leaver_eligibility,
       cast(coalesce(r.in_touch, contact.in_touch) as varchar(100)) as clea_care_leaver_in_touch,
       cast(r.last_contact_on as timestamp) as clea_care_leaver_latest_contact,
       cast(coalesce(r.accommodation, contact.accommodation) as varchar(100)) as clea_care_leaver_accommodation,
       cast(case when r.suitable then 'Y' when not (r.suitable) then 'N' end as varchar(100)) as clea_care_leaver_accom_suitable,
       cast(coalesce(r.activity, contact.activity) as varchar(100)) as clea_care_leaver_activity,
       cast(r.plan_reviewed_on as timestamp) as clea_pathway_plan_review_date,
       cast(r.adviser_id as varchar(100)) as clea_care_leaver_personal_advisor,
       cast(works.team_id as varchar(48)) as clea_care_leaver_allocated_team,
       cast(works.worker_id as varchar(100)) as clea_care_leaver_worker_id,
       cast('leavingCare' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from leaving_care r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join lateral (
    select in_touch, activity, accommodation from care_leaver_contact c
     where c.child_id = r.child_id order by c.year_ending desc nulls last, c.id desc limit 1) contact on true
  left join lateral (
    select worker_id, team_id from allocation a
     where a.child_id = r.child_id and a.role in ('personal adviser', 'lead social worker') and a.state = 'allocated'
     order by a.role = 'personal adviser' desc, a.from_on desc limit 1) works on true;

create view ssd.ssd_cin_assessments as
select cast(r.id as varchar(48)) as cina_assessment_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cina_person_id,
       cast(coalesce(r.episode_id, (select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.started_on and (e.closed_on is null or e.closed_on >= r.started_on)
            order by e.referred_on desc, e.id desc limit 1)) as varchar(48)) as cina_referral_id,
       cast(r.started_on as timestamp) as cina_assessment_start_date,
       cast(case r.child_seen when 'yes' then 'Y' when 'no' then 'N' end as char(1)) as cina_assessment_child_seen,
       cast(r.authorised_on as timestamp) as cina_assessment_auth_date,
       cast(case when r.support_needed in ('yes', 'no') then json_build_object('NFA_FLAG', coalesce(case r.support_needed when 'no' then 'Y' else 'N' end, ''), 'NFA_S47_END_FLAG', '', 'STRATEGY_DISCUSSION_FLAG', '', 'CLA_REQUEST_FLAG', '', 'PRIVATE_FOSTERING_FLAG', '', 'LEGAL_ACTION_FLAG', '', 'PROV_OF_SERVICES_FLAG', coalesce(case r.support_needed when 'yes' then 'Y' else 'N' end, ''), 'PROV_OF_SB_CARE_FLAG', '', 'SPECIALIST_ASSESSMENT_FLAG', '', 'REFERRAL_TO_OTHER_AGENCY_FLAG', '', 'OTHER_ACTIONS_FLAG', '', 'OTHER_OUTCOMES_EXIST_FLAG', '') end as varchar(1000)) as cina_assessment_outcome_json,
       cast(case r.support_needed when 'no' then 'Y' when 'yes' then 'N' end as char(1)) as cina_assessment_outcome_nfa,
       cast(lead.team_id as varchar(48)) as cina_assessment_team,
       cast(lead.worker_id as varchar(100)) as cina_assessment_worker_id,
       cast('assessment' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from assessment r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join lateral (
    select worker_id, team_id from allocation a
     where a.child_id = r.child_id and a.role = 'lead social worker'
       and a.from_on <= coalesce(r.authorised_on, r.started_on) and (a.to_on is null or a.to_on >= coalesce(r.authorised_on, r.started_on))
     order by a.from_on desc, a.id desc limit 1) lead on true;

create view ssd.ssd_cin_episodes as
select cast(r.id as varchar(48)) as cine_referral_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cine_person_id,
       cast(r.referred_on as timestamp) as cine_referral_date,
       cast(r.primary_need as varchar(3)) as cine_cin_primary_need_code,
       cast(r.source as varchar(48)) as cine_referral_source_code,
       cast(source.label as varchar(255)) as cine_referral_source_desc,
       cast(json_build_object('SINGLE_ASSESSMENT_FLAG', coalesce(case when exists (select 1 from assessment a where a.episode_id = r.id) then 'Y' else 'N' end, ''), 'NFA_FLAG', coalesce(case when coalesce(r.no_further_action, case when r.import_id is null then r.state = 'no further action' end) then 'Y' when not (coalesce(r.no_further_action, case when r.import_id is null then r.state = 'no further action' end)) then 'N' end, ''), 'STRATEGY_DISCUSSION_FLAG', '', 'CLA_REQUEST_FLAG', '', 'NON_AGENCY_ADOPTION_FLAG', '', 'PRIVATE_FOSTERING_FLAG', '', 'CP_TRANSFER_IN_FLAG', '', 'CP_CONFERENCE_FLAG', '', 'CARE_LEAVER_FLAG', '', 'OTHER_OUTCOMES_EXIST_FLAG', '') as varchar(4000)) as cine_referral_outcome_json,
       cast(case when coalesce(r.no_further_action, case when r.import_id is null then r.state = 'no further action' end) then 'Y' when not (coalesce(r.no_further_action, case when r.import_id is null then r.state = 'no further action' end)) then 'N' end as char(1)) as cine_referral_nfa,
       cast(r.closure_reason as varchar(100)) as cine_close_reason,
       cast(r.closed_on as timestamp) as cine_close_date,
       cast(lead.team_id as varchar(48)) as cine_referral_team,
       cast(lead.worker_id as varchar(48)) as cine_referral_worker_id,
       cast('cinEpisode' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from cin_episode r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join ssd.holdfast_source source on source.code = r.source
  left join lateral (
    select worker_id, team_id from allocation a
     where a.child_id = r.child_id and a.role = 'lead social worker'
       and a.from_on <= r.referred_on and (a.to_on is null or a.to_on >= r.referred_on)
     order by a.from_on desc, a.id desc limit 1) lead on true;

create view ssd.ssd_cin_plans as
select cast(r.id as varchar(48)) as cinp_cin_plan_id,
       cast(coalesce(r.episode_id, (select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.started_on and (e.closed_on is null or e.closed_on >= r.started_on)
            order by e.referred_on desc, e.id desc limit 1)) as varchar(48)) as cinp_referral_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cinp_person_id,
       cast(r.started_on as timestamp) as cinp_cin_plan_start_date,
       cast(r.ended_on as timestamp) as cinp_cin_plan_end_date,
       cast(lead.team_id as varchar(48)) as cinp_cin_plan_team,
       cast(lead.worker_id as varchar(100)) as cinp_cin_plan_worker_id,
       cast('cinPlan' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from cin_plan r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join lateral (
    select worker_id, team_id from allocation a
     where a.child_id = r.child_id and a.role = 'lead social worker'
       and a.from_on <= r.started_on and (a.to_on is null or a.to_on >= r.started_on)
     order by a.from_on desc, a.id desc limit 1) lead on true;

create view ssd.ssd_cin_visits as
select cast(r.id as varchar(48)) as cinv_cin_visit_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cinv_person_id,
       cast(r.visited_on as timestamp) as cinv_cin_visit_date,
       cast(case when r.seen then 'Y' when not (r.seen) then 'N' end as char(1)) as cinv_cin_visit_seen,
       cast(case r.seen_alone when 'yes' then 'Y' when 'no' then 'N' end as char(1)) as cinv_cin_visit_seen_alone,
       cast(case when r.bedroom_seen then 'Y' when not (r.bedroom_seen) then 'N' end as char(1)) as cinv_cin_visit_bedroom,
       cast('visit' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from visit r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.outcome <> 'cancelled by us'
   and exists (select 1 from cin_episode e where e.child_id = r.child_id and e.referred_on <= r.visited_on and (e.closed_on is null or e.closed_on >= r.visited_on))
   and not exists (select 1 from care_episode c where c.child_id = r.child_id and c.started_on <= r.visited_on and (c.ended_on is null or c.ended_on >= r.visited_on))
   and not exists (select 1 from cp_plan c where c.child_id = r.child_id and c.started_on <= r.visited_on and (c.ended_on is null or c.ended_on >= r.visited_on));

create view ssd.ssd_cla_care_plan as
select cast(r.id as varchar(48)) as lacp_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as lacp_person_id,
       cast(r.authorised_on as timestamp) as lacp_cla_care_plan_start_date,
       cast(coalesce(r.ended_on, r.replaced_on) as timestamp) as lacp_cla_care_plan_end_date,
       cast(null as varchar(1000)) as lacp_cla_care_plan_json,
       cast('plan' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from plan r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.kind = 'care' and r.authorised_on is not null;
comment on column ssd.ssd_cla_care_plan.lacp_cla_care_plan_json is 'Not held: a care plan is held as outcomes, not as ten flags of permanence';

create view ssd.ssd_cla_convictions as
select cast(r.id as varchar(48)) as clac_cla_conviction_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clac_person_id,
       cast(null as timestamp) as clac_cla_conviction_date,
       cast(null as varchar(1000)) as clac_cla_conviction_offence,
       cast('healthOutcome' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from health_outcome r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.convicted;
comment on column ssd.ssd_cla_convictions.clac_cla_conviction_date is 'Not held: the yearly return holds the year alone';
comment on column ssd.ssd_cla_convictions.clac_cla_conviction_offence is 'Not held: the yearly return holds the year alone';

create view ssd.ssd_cla_episodes as
select cast(r.id as varchar(48)) as clae_cla_episode_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clae_person_id,
       cast(r.started_on as timestamp) as clae_cla_episode_start_date,
       cast(r.started_why as varchar(100)) as clae_cla_episode_start_reason,
       cast(r.primary_need as varchar(3)) as clae_cla_primary_need_code,
       cast(r.ended_on as timestamp) as clae_cla_episode_ceased_date,
       cast(r.ended_why as varchar(255)) as clae_cla_episode_ceased_reason,
       cast(care.period_id as varchar(48)) as clae_cla_id,
       cast((select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.started_on and (e.closed_on is null or e.closed_on >= r.started_on)
            order by e.referred_on desc, e.id desc limit 1) as varchar(48)) as clae_referral_id,
       cast(care.placement_id as varchar(48)) as clae_cla_placement_id,
       cast(period.started_on as timestamp) as clae_entered_care_date,
       cast((select max(s.last_reviewing_officer_on) from care_summary s where s.child_id = r.child_id) as timestamp) as clae_cla_last_iro_contact_date,
       cast('careEpisode' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from care_episode r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  join ssd.holdfast_care care on care.id = r.id
  join ssd.holdfast_care_period period on period.id = care.period_id;

create view ssd.ssd_cla_health as
select cast(r.id as varchar(48)) as clah_health_check_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clah_person_id,
       cast(case r.kind when 'initial' then 'Initial health assessment' when 'review' then 'Review health assessment' when 'dental' then 'Dental check' else 'Optical check' end as varchar(500)) as clah_health_check_type,
       cast(r.done_on as timestamp) as clah_health_check_date,
       cast('Completed' as varchar(48)) as clah_health_check_status,
       cast('healthCheck' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from health_check r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_cla_immunisations as
select cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clai_person_id,
       cast(case when r.immunised then 'Y' when not (r.immunised) then 'N' end as char(1)) as clai_immunisations_status,
       cast(null as timestamp) as clai_immunisations_status_date,
       cast('healthOutcome' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from (select distinct on (child_id) * from health_outcome where immunised is not null order by child_id, year_ending desc nulls last, id desc) r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_cla_immunisations.clai_immunisations_status_date is 'Not held: the yearly return holds the year alone';

create view ssd.ssd_cla_placement as
select cast(r.id as varchar(48)) as clap_cla_placement_id,
       cast(r.started_on as timestamp) as clap_cla_placement_start_date,
       cast(r.placement_type as varchar(100)) as clap_cla_placement_type,
       cast(r.urn as varchar(48)) as clap_cla_placement_urn,
       cast(null as double precision) as clap_cla_placement_distance,
       cast(care.period_id as varchar(48)) as clap_cla_id,
       cast(r.provider as varchar(48)) as clap_cla_placement_provider,
       cast(r.placement_postcode as varchar(8)) as clap_cla_placement_postcode,
       cast(last.ended_on as timestamp) as clap_cla_placement_end_date,
       cast(last.moved_why as varchar(100)) as clap_cla_placement_change_reason,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clap_person_id,
       cast('careEpisode' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from care_episode r
  join ssd.holdfast_care care on care.id = r.id and care.placement_id = r.id
  join lateral (
    select last.id from ssd.holdfast_care last where last.child_id = r.child_id and last.placement_id = r.id
     order by last.started_on desc nulls last, last.id desc limit 1) as ending on true
  join care_episode last on last.id = ending.id
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_cla_placement.clap_cla_placement_distance is 'Not held: distance needs a postcode directory, which the record does not hold';

create view ssd.ssd_cla_previous_permanence as
select cast(r.id as varchar(48)) as lapp_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as lapp_person_id,
       cast(r.permanence_date as varchar(10)) as lapp_previous_permanence_order_date,
       cast(r.kind as varchar(200)) as lapp_previous_permanence_option,
       cast(r.authority as varchar(100)) as lapp_previous_permanence_la,
       cast('previousPermanence' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from previous_permanence r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_cla_reviews as
select cast(r.id as varchar(48)) as clar_cla_review_id,
       cast((select c.id from ssd.holdfast_care_period c
            where c.child_id = r.child_id and c.started_on <= r.held_on and (c.ended_on is null or c.ended_on >= r.held_on)
            order by c.started_on desc limit 1) as varchar(48)) as clar_cla_id,
       cast(null as timestamp) as clar_cla_review_due_date,
       cast(r.held_on as timestamp) as clar_cla_review_date,
       cast('N' as char(1)) as clar_cla_review_cancelled,
       cast(r.taking_part as varchar(100)) as clar_cla_review_participation,
       cast('claReview' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from cla_review r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_cla_reviews.clar_cla_review_due_date is 'Not held: a due day is worked out by the clocks, never stored: see Holdfast’s due days';

create view ssd.ssd_cla_substance_misuse as
select cast(r.id as varchar(48)) as clas_substance_misuse_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clas_person_id,
       cast(null as timestamp) as clas_substance_misuse_date,
       cast(null as varchar(100)) as clas_substance_misused,
       cast(case when r.intervention_received then 'Y' when not (r.intervention_received) then 'N' end as char(1)) as clas_intervention_received,
       cast('healthOutcome' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from health_outcome r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.substance_misuse;
comment on column ssd.ssd_cla_substance_misuse.clas_substance_misuse_date is 'Not held: the yearly return holds the year alone';
comment on column ssd.ssd_cla_substance_misuse.clas_substance_misused is 'Not held: the yearly return holds the year alone';

create view ssd.ssd_cla_visits as
select cast(r.id as varchar(48)) as clav_cla_visit_id,
       cast((select c.id from ssd.holdfast_care_period c
            where c.child_id = r.child_id and c.started_on <= r.visited_on and (c.ended_on is null or c.ended_on >= r.visited_on)
            order by c.started_on desc limit 1) as varchar(48)) as clav_cla_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as clav_person_id,
       cast(r.visited_on as timestamp) as clav_cla_visit_date,
       cast(case when r.seen then 'Y' when not (r.seen) then 'N' end as char(1)) as clav_cla_visit_seen,
       cast(case r.seen_alone when 'yes' then 'Y' when 'no' then 'N' end as char(1)) as clav_cla_visit_seen_alone,
       cast('visit' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from visit r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.outcome <> 'cancelled by us'
   and exists (select 1 from care_episode c where c.child_id = r.child_id and c.started_on <= r.visited_on and (c.ended_on is null or c.ended_on >= r.visited_on));

create view ssd.ssd_contacts as
select cast(r.id as varchar(48)) as cont_contact_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cont_person_id,
       cast(r.received_on as timestamp) as cont_contact_date,
       cast(r.source as varchar(48)) as cont_contact_source_code,
       cast(source.label as varchar(255)) as cont_contact_source_desc,
       cast(case when r.decision is not null or r.outcome is not null then json_build_object('NEW_REFERRAL_FLAG', coalesce(case when r.decision in ('assessment', 'strategy discussion') then 'Y' when r.decision is not null then 'N' end, ''), 'EXISTING_REFERRAL_FLAG', coalesce(case when r.decision in ('transfer to open worker') then 'Y' when r.decision is not null then 'N' end, ''), 'CP_ENQUIRY_FLAG', coalesce(case when r.decision in ('strategy discussion') then 'Y' when r.decision is not null then 'N' end, ''), 'NFA_FLAG', coalesce(case when r.decision in ('no further action') then 'Y' when r.decision is not null then 'N' end, ''), 'NON_AGENCY_ADOPTION_FLAG', '', 'PRIVATE_FOSTERING_FLAG', coalesce(case when r.decision in ('private fostering') then 'Y' when r.decision is not null then 'N' end, ''), 'ADVICE_FLAG', coalesce(case when r.decision in ('advice') then 'Y' when r.decision is not null then 'N' end, ''), 'MISSING_FLAG', '', 'OLA_CP_FLAG', '', 'OTHER_OUTCOMES_EXIST_FLAG', coalesce(case when r.decision in ('early help', 'allegation', 'other authority') then 'Y' when r.decision is not null then 'N' end, ''), 'COMMENTS', coalesce(r.outcome, '')) end as varchar(4000)) as cont_contact_outcome_json,
       cast('contact' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from contact r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join ssd.holdfast_source source on source.code = r.source;

create view ssd.ssd_cp_plans as
select cast(r.id as varchar(48)) as cppl_cp_plan_id,
       cast(coalesce(r.episode_id, (select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.started_on and (e.closed_on is null or e.closed_on >= r.started_on)
            order by e.referred_on desc, e.id desc limit 1)) as varchar(48)) as cppl_referral_id,
       cast((select c.id from conference c where c.plan_id = r.id and c.kind <> 'review' and c.state <> 'booked' order by c.held_on, c.id limit 1) as varchar(48)) as cppl_icpc_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cppl_person_id,
       cast(r.started_on as timestamp) as cppl_cp_plan_start_date,
       cast(r.ended_on as timestamp) as cppl_cp_plan_end_date,
       cast(r.first_category as varchar(100)) as cppl_cp_plan_initial_category,
       cast(null as char(1)) as cppl_cp_plan_ola,
       cast(coalesce(r.latest_category, r.first_category) as varchar(100)) as cppl_cp_plan_latest_category,
       cast('cpPlan' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from cp_plan r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_cp_plans.cppl_cp_plan_ola is 'Not held: the record does not say which plans another authority holds';

create view ssd.ssd_cp_reviews as
select cast(r.id as varchar(48)) as cppr_cp_review_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cppr_person_id,
       cast(r.plan_id as varchar(48)) as cppr_cp_plan_id,
       cast(null as timestamp) as cppr_cp_review_due,
       cast(r.held_on as timestamp) as cppr_cp_review_date,
       cast(r.id as varchar(48)) as cppr_cp_review_meeting_id,
       cast(case r.decision when 'continue' then 'Y' when 'end' then 'N' end as char(1)) as cppr_cp_review_outcome_continue_cp,
       cast(case when r.quorate then 'Y' when not (r.quorate) then 'N' end as varchar(100)) as cppr_cp_review_quorate,
       cast(null as varchar(100)) as cppr_cp_review_participation,
       cast('conference' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from conference r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.kind = 'review' and r.state <> 'booked';
comment on column ssd.ssd_cp_reviews.cppr_cp_review_due is 'Not held: a due day is worked out by the clocks, never stored: see Holdfast’s due days';
comment on column ssd.ssd_cp_reviews.cppr_cp_review_participation is 'Not held: the record does not code how a child took part in a conference';

create view ssd.ssd_cp_visits as
select cast(r.id as varchar(48)) as cppv_cp_visit_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as cppv_person_id,
       cast((select c.id from cp_plan c where c.child_id = r.child_id and c.started_on <= r.visited_on and (c.ended_on is null or c.ended_on >= r.visited_on) order by c.started_on desc, c.id desc limit 1) as varchar(48)) as cppv_cp_plan_id,
       cast(r.visited_on as timestamp) as cppv_cp_visit_date,
       cast(case when r.seen then 'Y' when not (r.seen) then 'N' end as char(1)) as cppv_cp_visit_seen,
       cast(case r.seen_alone when 'yes' then 'Y' when 'no' then 'N' end as char(1)) as cppv_cp_visit_seen_alone,
       cast(case when r.bedroom_seen then 'Y' when not (r.bedroom_seen) then 'N' end as char(1)) as cppv_cp_visit_bedroom,
       cast('visit' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from visit r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.outcome <> 'cancelled by us'
   and exists (select 1 from cp_plan c where c.child_id = r.child_id and c.started_on <= r.visited_on and (c.ended_on is null or c.ended_on >= r.visited_on));

create view ssd.ssd_department as
select cast(r.id as varchar(48)) as dept_team_id,
       cast(r.name as varchar(255)) as dept_team_name,
       cast(null as varchar(48)) as dept_team_parent_id,
       cast(r.service as varchar(255)) as dept_team_parent_name,
       cast('team' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from team r;
comment on column ssd.ssd_department.dept_team_parent_id is 'Not held: a team belongs to a service, which has a name and no number';

create view ssd.ssd_disability as
select cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as disa_person_id,
       cast(p.id || '-' || held.code as varchar(48)) as disa_table_id,
       cast(held.code as varchar(48)) as disa_disability_code,
       cast('person' as text) as holdfast_record_kind,
       cast(p.id as uuid) as holdfast_record_id
  from person p
 cross join lateral unnest(p.disabilities) as held(code)
 where p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_early_help_episodes as
select cast(r.id as varchar(48)) as earl_episode_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as earl_person_id,
       cast(r.started_on as timestamp) as earl_episode_start_date,
       cast(r.ended_on as timestamp) as earl_episode_end_date,
       cast(r.why as text) as earl_episode_reason,
       cast(r.closed_why as text) as earl_episode_end_reason,
       cast(r.organisation as text) as earl_episode_organisation,
       cast(r.lead_id as varchar(100)) as earl_episode_worker_id,
       cast(r.kind as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from (
  select 'earlyHelpEpisode' as kind, id, child_id, coalesce(started_on, opened_on) as started_on, closed_on as ended_on, why, closed_why, null as organisation, lead_id
    from early_help_episode
  union all
  -- Annex A list 2 counts assessments: those of no episode held here are episodes of their own.
  select 'earlyHelpAssessment', a.id, a.child_id, a.started_on, a.completed_on, null, null, a.organisation, null
    from early_help_assessment a
   where not exists (select 1 from early_help_episode e
                      where e.child_id = a.child_id and coalesce(e.started_on, e.opened_on) <= a.started_on
                        and (e.closed_on is null or e.closed_on >= a.started_on))
) r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_ehcp_active_plans as
select cast(null as varchar(48)) as ehcp_active_ehcp_id,
       cast(null as varchar(48)) as ehcp_ehcp_request_id,
       cast(null as timestamp) as ehcp_active_ehcp_last_review_date,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_ehcp_active_plans is 'Not held: education, health and care plans are the education system’s';

create view ssd.ssd_ehcp_assessment as
select cast(null as varchar(48)) as ehca_ehcp_assessment_id,
       cast(null as varchar(48)) as ehca_ehcp_request_id,
       cast(null as timestamp) as ehca_ehcp_assessment_outcome_date,
       cast(null as varchar(100)) as ehca_ehcp_assessment_outcome,
       cast(null as varchar(100)) as ehca_ehcp_assessment_exceptions,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_ehcp_assessment is 'Not held: education, health and care plans are the education system’s';

create view ssd.ssd_ehcp_named_plan as
select cast(null as varchar(48)) as ehcn_named_plan_id,
       cast(null as varchar(48)) as ehcn_ehcp_asmt_id,
       cast(null as timestamp) as ehcn_named_plan_start_date,
       cast(null as timestamp) as ehcn_named_plan_ceased_date,
       cast(null as varchar(100)) as ehcn_named_plan_ceased_reason,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_ehcp_named_plan is 'Not held: education, health and care plans are the education system’s';

create view ssd.ssd_ehcp_requests as
select cast(null as varchar(48)) as ehcr_ehcp_request_id,
       cast(null as varchar(48)) as ehcr_send_table_id,
       cast(null as timestamp) as ehcr_ehcp_req_date,
       cast(null as timestamp) as ehcr_ehcp_req_outcome_date,
       cast(null as varchar(100)) as ehcr_ehcp_req_outcome,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_ehcp_requests is 'Not held: education, health and care plans are the education system’s';

create view ssd.ssd_family as
select cast(r.id as varchar(48)) as fami_table_id,
       cast(r.family_id as varchar(48)) as fami_family_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as fami_person_id,
       cast('adoption' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from adoption r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.family_id is not null;

create view ssd.ssd_immigration_status as
select cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as immi_person_id,
       cast(r.id as varchar(48)) as immi_immigration_status_id,
       cast('Unaccompanied asylum-seeking child' as varchar(100)) as immi_immigration_status,
       cast(null as timestamp) as immi_immigration_status_start_date,
       cast(r.ended_on as timestamp) as immi_immigration_status_end_date,
       cast('asylum' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from asylum r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_immigration_status.immi_immigration_status_start_date is 'Not held: the return gives the day it ended alone';

create view ssd.ssd_initial_cp_conference as
select cast(r.id as varchar(48)) as icpc_icpc_id,
       cast(r.id as varchar(48)) as icpc_icpc_meeting_id,
       cast(enquiry.id as varchar(48)) as icpc_s47_enquiry_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as icpc_person_id,
       cast(r.plan_id as varchar(48)) as icpc_cp_plan_id,
       cast((select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.held_on and (e.closed_on is null or e.closed_on >= r.held_on)
            order by e.referred_on desc, e.id desc limit 1) as varchar(48)) as icpc_referral_id,
       cast(case when r.kind = 'transfer in' then 'Y' when not (r.kind = 'transfer in') then 'N' end as char(1)) as icpc_icpc_transfer_in,
       cast(enquiry.conference_target_on as timestamp) as icpc_icpc_target_date,
       cast(r.held_on as timestamp) as icpc_icpc_date,
       cast(case r.decision when 'plan' then 'Y' when 'no plan' then 'N' end as char(1)) as icpc_icpc_outcome_cp_flag,
       cast(case when r.decision in ('plan', 'no plan') then json_build_object('NFA_FLAG', '', 'REFERRAL_TO_OTHER_AGENCY_FLAG', '', 'SINGLE_ASSESSMENT_FLAG', '', 'PROV_OF_SERVICES_FLAG', '', 'CP_FLAG', coalesce(case r.decision when 'plan' then 'Y' else 'N' end, ''), 'OTHER_OUTCOMES_EXIST_FLAG', '') end as varchar(1000)) as icpc_icpc_outcome_json,
       cast(lead.team_id as varchar(48)) as icpc_icpc_team,
       cast(lead.worker_id as varchar(100)) as icpc_icpc_worker_id,
       cast('conference' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from conference r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join lateral (
    select e.id, e.conference_target_on from section47 e
     where e.child_id = r.child_id and e.conference_on = r.held_on order by e.id limit 1) enquiry on true
  left join lateral (
    select worker_id, team_id from allocation a
     where a.child_id = r.child_id and a.role = 'lead social worker'
       and a.from_on <= r.held_on and (a.to_on is null or a.to_on >= r.held_on)
     order by a.from_on desc, a.id desc limit 1) lead on true
 where r.kind <> 'review' and r.state <> 'booked';

create view ssd.ssd_involvements as
select cast(r.id as varchar(48)) as invo_involvements_id,
       cast(r.worker_id as varchar(48)) as invo_professional_id,
       cast(r.role as varchar(200)) as invo_professional_role_id,
       cast(r.team_id as varchar(48)) as invo_professional_team,
       cast(r.from_on as timestamp) as invo_involvement_start_date,
       cast(r.to_on as timestamp) as invo_involvement_end_date,
       cast(r.sw_reason as varchar(200)) as invo_worker_change_reason,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as invo_person_id,
       cast((select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.from_on and (e.closed_on is null or e.closed_on >= r.from_on)
            order by e.referred_on desc, e.id desc limit 1) as varchar(48)) as invo_referral_id,
       cast('allocation' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from allocation r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_legal_status as
select cast(r.id as varchar(48)) as lega_legal_status_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as lega_person_id,
       cast(r.legal_status as varchar(100)) as lega_legal_status,
       cast(r.started_on as timestamp) as lega_legal_status_start_date,
       cast(last.ended_on as timestamp) as lega_legal_status_end_date,
       cast('careEpisode' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from care_episode r
  join ssd.holdfast_care care on care.id = r.id and care.status_id = r.id and r.legal_status is not null
  join lateral (
    select last.id from ssd.holdfast_care last where last.child_id = r.child_id and last.status_id = r.id
     order by last.started_on desc nulls last, last.id desc limit 1) as ending on true
  join care_episode last on last.id = ending.id
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_linked_identifiers as
select cast(p.id || '-' || held.which as varchar(48)) as link_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as link_person_id,
       cast(held.type as varchar(100)) as link_identifier_type,
       cast(held.value as varchar(100)) as link_identifier_value,
       cast(null as timestamp) as link_valid_from_date,
       cast(null as timestamp) as link_valid_to_date,
       cast('person' as text) as holdfast_record_kind,
       cast(p.id as uuid) as holdfast_record_id
  from person p
 cross join lateral (values ('upn', 'Unique Pupil Number', p.upn), ('former-upn', 'Former Unique Pupil Number', p.former_upn), ('nhs', 'NHS Number', p.nhs_number)) as held(which, type, value)
 where p.kind <> 'adult' and p.state = 'active' and held.value is not null;
comment on column ssd.ssd_linked_identifiers.link_valid_from_date is 'Not held: the record does not date an identifier';
comment on column ssd.ssd_linked_identifiers.link_valid_to_date is 'Not held: the record does not date an identifier';

create view ssd.ssd_missing as
select cast(r.id as varchar(48)) as miss_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as miss_person_id,
       cast(coalesce(r.started_at at time zone 'Europe/London', r.started_on) as timestamp) as miss_missing_episode_start_date,
       cast(r.kind as varchar(100)) as miss_missing_episode_type,
       cast(coalesce(r.ended_at at time zone 'Europe/London', r.ended_on) as timestamp) as miss_missing_episode_end_date,
       cast(case when r.interview_offered_on is not null or r.interview_held_on is not null then 'Y' when r.import_id is null and r.state = 'returned' then 'N' end as varchar(2)) as miss_missing_rhi_offered,
       cast(case when r.interview_held_on is not null then 'Y' when r.interview_refused then 'N' end as varchar(2)) as miss_missing_rhi_accepted,
       cast('missingEpisode' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from missing_episode r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_mother as
select cast(r.id as varchar(48)) as moth_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as moth_person_id,
       cast(coalesce(r.its_number, r.its_id::text) as varchar(48)) as moth_childs_person_id,
       cast(r.born_on as timestamp) as moth_childs_dob,
       cast(r.kind as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from (
  -- A child who is a mother: by the relationship where her own child is known here, else by what the return said of her.
  select 'relationship' as kind, r.id, r.relative_id as mother_id, c.id as its_id, c.la_child_id as its_number, c.born_on
    from relationship r
    join person c on c.id = r.child_id and c.kind <> 'adult' and c.state = 'active'
   where r.kind = 'mother'
  union all
  select 'motherhood', r.id, r.child_id, null, null, r.child_born_on
    from motherhood r
   where r.mother and not exists (select 1 from relationship own where own.relative_id = r.child_id and own.kind = 'mother')
) r
  join person p on p.id = r.mother_id and p.kind <> 'adult' and p.state = 'active';

create view ssd.ssd_permanence as
select cast(r.id as varchar(48)) as perm_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as perm_person_id,
       cast((select c.id from ssd.holdfast_care_period c
            where c.child_id = r.child_id and c.started_on <= coalesce(r.decided_on, r.placed_on, r.ordered_on) and (c.ended_on is null or c.ended_on >= coalesce(r.decided_on, r.placed_on, r.ordered_on))
            order by c.started_on desc limit 1) as varchar(48)) as perm_cla_id,
       cast(r.decided_on as timestamp) as perm_adm_decision_date,
       cast(null as timestamp) as perm_ffa_cp_decision_date,
       cast(r.placement_order_on as timestamp) as perm_placement_order_date,
       cast(r.placed_on as timestamp) as perm_placed_for_adoption_date,
       cast(r.matched_on as timestamp) as perm_matched_date,
       cast(case when r.foster_carer_adopting then 'Y' when not (r.foster_carer_adopting) then 'N' end as char(1)) as perm_adopted_by_carer_flag,
       cast(r.early_permanence_on as timestamp) as perm_placed_ffa_cp_date,
       cast(r.reversed_on as timestamp) as perm_decision_reversed_date,
       cast(null as timestamp) as perm_placed_foster_carer_date,
       cast(null as char(1)) as perm_part_of_sibling_group,
       cast(null as integer) as perm_siblings_placed_together,
       cast(null as integer) as perm_siblings_placed_apart,
       cast(null as varchar(48)) as perm_placement_provider_urn,
       cast(r.placed_ended_why as varchar(100)) as perm_decision_reversed_reason,
       cast(r.ordered_on as timestamp) as perm_permanence_order_date,
       cast(case when r.ordered_on is not null then 'Adoption order' end as varchar(100)) as perm_permanence_order_type,
       cast(null as varchar(100)) as perm_adoption_worker_id,
       cast(r.adopters_sex as varchar(48)) as perm_adopter_sex,
       cast(r.adopters_status as varchar(100)) as perm_adopter_legal_status,
       cast(r.adopters as integer) as perm_number_of_adopters,
       cast('adoption' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from adoption r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_permanence.perm_ffa_cp_decision_date is 'Not held: the record holds the day of placement, not of this decision';
comment on column ssd.ssd_permanence.perm_placed_foster_carer_date is 'Not held: the record says that the carer adopts, not since when the child lived there';
comment on column ssd.ssd_permanence.perm_part_of_sibling_group is 'Not held: adoption of brothers and sisters together is not held';
comment on column ssd.ssd_permanence.perm_siblings_placed_together is 'Not held: adoption of brothers and sisters together is not held';
comment on column ssd.ssd_permanence.perm_siblings_placed_apart is 'Not held: adoption of brothers and sisters together is not held';
comment on column ssd.ssd_permanence.perm_placement_provider_urn is 'Not held: the adoption agency is not held';
comment on column ssd.ssd_permanence.perm_adoption_worker_id is 'Not held: the adoption worker is not held apart from the lead worker';

create view ssd.ssd_person as
select cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as pers_person_id,
       cast(p.given_name as varchar(100)) as pers_forename,
       cast(p.family_name as varchar(255)) as pers_surname,
       cast(p.sex as varchar(20)) as pers_sex,
       cast(null as varchar(10)) as pers_gender,
       cast(p.ethnicity as varchar(48)) as pers_ethnicity,
       cast(p.born_on as timestamp) as pers_dob,
       cast(p.nhs_number as varchar) as pers_common_child_id,
       cast(p.id as varchar(48)) as pers_legacy_id,
       cast(p.upn_unknown as varchar(6)) as pers_upn_unknown,
       cast(null as char(5)) as pers_send_flag,
       cast(p.expected_on as timestamp) as pers_expected_dob,
       cast(p.died_on as timestamp) as pers_death_date,
       cast((select case when bool_or(m.mother) then 'Y' else 'N' end from motherhood m where m.child_id = p.id and m.mother is not null having count(*) > 0) as char(1)) as pers_is_mother,
       cast(null as varchar(48)) as pers_nationality,
       cast('person' as text) as holdfast_record_kind,
       cast(p.id as uuid) as holdfast_record_id
  from person p
 where p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_person.pers_gender is 'Not held: the record holds sex as recognised in law';
comment on column ssd.ssd_person.pers_send_flag is 'Not held: special educational needs are the education system’s';
comment on column ssd.ssd_person.pers_nationality is 'Not held: the record does not hold nationality';

create view ssd.ssd_pre_proceedings as
select cast(r.id as varchar(48)) as prep_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as prep_person_id,
       cast(null as varchar(48)) as prep_plo_family_id,
       cast(r.started_on as timestamp) as prep_pre_pro_decision_date,
       cast(r.first_meeting_on as timestamp) as prep_initial_pre_pro_meeting_date,
       cast(r.outcome as varchar(100)) as prep_pre_pro_outcome,
       cast(r.decided_on as timestamp) as prep_agree_stepdown_issue_date,
       cast((select count(*) from cp_plan c where c.child_id = r.child_id and c.episode_id = (select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.started_on and (e.closed_on is null or e.closed_on >= r.started_on)
            order by e.referred_on desc, e.id desc limit 1)) as integer) as prep_cp_plans_referral_period,
       cast(null as varchar(100)) as prep_legal_gateway_outcome,
       cast((select count(*) from pre_proceedings b where b.child_id = r.child_id and b.started_on < r.started_on) as integer) as prep_prev_pre_proc_child,
       cast(null as integer) as prep_prev_care_proc_child,
       cast(r.letter_sent_on as timestamp) as prep_pre_pro_letter_date,
       cast(null as timestamp) as prep_care_pro_letter_date,
       cast(r.review_meetings as integer) as prep_pre_pro_meetings_num,
       cast(null as char(1)) as prep_pre_pro_parents_legal_rep,
       cast(null as char(2)) as prep_parents_legal_rep_point_of_issue,
       cast(null as varchar(48)) as prep_court_reference,
       cast(null as integer) as prep_care_proc_court_hearings,
       cast(null as char(1)) as prep_care_proc_short_notice,
       cast(null as varchar(100)) as prep_proc_short_notice_reason,
       cast(null as char(1)) as prep_la_inital_plan_approved,
       cast(null as varchar(100)) as prep_la_initial_care_plan,
       cast(null as char(1)) as prep_la_final_plan_approved,
       cast(null as varchar(100)) as prep_la_final_care_plan,
       cast('preProceedings' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from pre_proceedings r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active';
comment on column ssd.ssd_pre_proceedings.prep_plo_family_id is 'Not held: pre-proceedings are held for each child, without a number for the family';
comment on column ssd.ssd_pre_proceedings.prep_legal_gateway_outcome is 'Not held: not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_prev_care_proc_child is 'Not held: not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_care_pro_letter_date is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_pre_pro_parents_legal_rep is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_parents_legal_rep_point_of_issue is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_court_reference is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_care_proc_court_hearings is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_care_proc_short_notice is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_proc_short_notice_reason is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_la_inital_plan_approved is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_la_initial_care_plan is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_la_final_plan_approved is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';
comment on column ssd.ssd_pre_proceedings.prep_la_final_care_plan is 'Not held: court and legal facts of pre-proceedings are not yet a part of the record';

create view ssd.ssd_professionals as
select cast(r.id as varchar(48)) as prof_professional_id,
       cast(r.external_id as varchar(48)) as prof_staff_id,
       cast(r.name as varchar(300)) as prof_professional_name,
       cast(case when r.registered then r.external_id end as varchar(48)) as prof_social_worker_registration_no,
       cast(case r.role when 'SCR' then 'Front door screener' when 'SW' then 'Social worker' when 'TM' then 'Team manager' when 'SM' then 'Service manager' when 'CPC' then 'Child protection chair' when 'IRO' then 'Independent reviewing officer' when 'LADO' then 'Designated officer for allegations' when 'QA' then 'Quality auditor' when 'PA' then 'Personal adviser' when 'SSW' then 'Supervising social worker' when 'VS' then 'Virtual school' when 'EHL' then 'Early help lead' when 'BS' then 'Business support' when 'LEG' then 'Legal adviser' when 'DIR' then 'Director' when 'MEM' then 'Lead member' when 'ADM' then 'Administrator' when 'EDT' then 'Out of hours worker' when 'PERF' then 'Performance analyst' when 'DPO' then 'Data protection officer' when 'INSP' then 'Inspector' end as varchar(500)) as prof_professional_job_title,
       cast((select count(distinct a.child_id) from allocation a
            cross join (select make_date(extract(year from current_date - interval '9 months')::int, 9, 30) as day) september
            where a.worker_id = r.id and a.role = 'lead social worker' and a.from_on <= september.day and (a.to_on is null or a.to_on >= september.day)) as integer) as prof_professional_caseload,
       cast(team.name as varchar(100)) as prof_professional_department,
       cast(null as double precision) as prof_full_time_equivalency,
       cast(null as char(1)) as prof_agency_worker_flag,
       cast('staff' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from staff r
  left join team on team.id = r.team_id;
comment on column ssd.ssd_professionals.prof_full_time_equivalency is 'Not held: hours of work are the staff system’s';
comment on column ssd.ssd_professionals.prof_agency_worker_flag is 'Not held: who is from an agency is the staff system’s';

create view ssd.ssd_s251_finance as
select cast(null as varchar(48)) as s251_table_id,
       cast(null as varchar(48)) as s251_cla_placement_id,
       cast(null as varchar(48)) as s251_placeholder_1,
       cast(null as varchar(48)) as s251_placeholder_2,
       cast(null as varchar(48)) as s251_placeholder_3,
       cast(null as varchar(48)) as s251_placeholder_4,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_s251_finance is 'Not held: finance is not a part of the record';

create view ssd.ssd_s47_enquiry as
select cast(r.id as varchar(48)) as s47e_s47_enquiry_id,
       cast(coalesce(r.episode_id, (select e.id from cin_episode e
            where e.child_id = r.child_id and e.referred_on <= r.started_on and (e.closed_on is null or e.closed_on >= r.started_on)
            order by e.referred_on desc, e.id desc limit 1)) as varchar(48)) as s47e_referral_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as s47e_person_id,
       cast(r.started_on as timestamp) as s47e_s47_start_date,
       cast(r.concluded_on as timestamp) as s47e_s47_end_date,
       cast(case when r.outcome in ('no concern', 'concern not continuing') then 'Y' when r.outcome is not null or r.conference_on is not null then 'N' when r.conference_not_required then 'Y' end as char(1)) as s47e_s47_nfa,
       cast(case when r.outcome is not null or r.conference_on is not null or r.conference_not_required then json_build_object('NFA_FLAG', coalesce(case when r.outcome in ('no concern', 'concern not continuing') or (r.outcome is null and r.conference_on is null) then 'Y' else 'N' end, ''), 'LEGAL_ACTION_FLAG', '', 'PROV_OF_SERVICES_FLAG', '', 'PROV_OF_SB_CARE_FLAG', '', 'CP_CONFERENCE_FLAG', coalesce(case when r.conference_on is not null then 'Y' else 'N' end, ''), 'NFA_CONTINUE_SINGLE_FLAG', '', 'MONITOR_FLAG', '', 'OTHER_OUTCOMES_EXIST_FLAG', '') end as varchar(1000)) as s47e_s47_outcome_json,
       cast(lead.worker_id as varchar(100)) as s47e_s47_completed_by_worker_id,
       cast(lead.team_id as varchar(48)) as s47e_s47_completed_by_team,
       cast('section47' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from section47 r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
  left join lateral (
    select worker_id, team_id from allocation a
     where a.child_id = r.child_id and a.role = 'lead social worker'
       and a.from_on <= r.started_on and (a.to_on is null or a.to_on >= r.started_on)
     order by a.from_on desc, a.id desc limit 1) lead on true;

create view ssd.ssd_sdq_scores as
select cast(r.id as varchar(48)) as csdq_table_id,
       cast(coalesce(p.la_child_id, p.id::text) as varchar(48)) as csdq_person_id,
       cast(null as timestamp) as csdq_sdq_completed_date,
       cast(r.sdq_reason as varchar(100)) as csdq_sdq_reason,
       cast(r.sdq_score as integer) as csdq_sdq_score,
       cast('healthOutcome' as text) as holdfast_record_kind,
       cast(r.id as uuid) as holdfast_record_id
  from health_outcome r
  join person p on p.id = r.child_id and p.kind <> 'adult' and p.state = 'active'
 where r.sdq_score is not null or r.sdq_reason is not null;
comment on column ssd.ssd_sdq_scores.csdq_sdq_completed_date is 'Not held: the yearly return holds the year alone';

create view ssd.ssd_sen_need as
select cast(null as varchar(48)) as senn_table_id,
       cast(null as varchar(48)) as senn_active_ehcp_id,
       cast(null as varchar(100)) as senn_active_ehcp_need_type,
       cast(null as char(1)) as senn_active_ehcp_need_rank,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_sen_need is 'Not held: special educational needs are the education system’s';

create view ssd.ssd_send as
select cast(null as varchar(48)) as send_table_id,
       cast(null as varchar(48)) as send_upn,
       cast(null as varchar(48)) as send_uln,
       cast(null as varchar(6)) as send_upn_unknown,
       cast(null as varchar(48)) as send_person_id,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_send is 'Not held: special educational needs are the education system’s';

create view ssd.ssd_version_log as
select cast('1.4' as varchar) as version_number,
       cast(date '2026-01-20' as timestamp) as release_date,
       cast('Standard Safeguarding Dataset 1.4, as views of the record' as varchar) as description,
       cast(true as boolean) as is_current,
       cast(null as timestamp) as created_at,
       cast('Holdfast' as varchar) as created_by,
       cast('See docs/ssd.md' as varchar) as impact_description,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id;
comment on column ssd.ssd_version_log.created_at is 'Not held: a view is not made on a day';

create view ssd.ssd_voice_of_child as
select cast(null as varchar(48)) as voch_table_id,
       cast(null as varchar(48)) as voch_person_id,
       cast(null as char(1)) as voch_explained_worries,
       cast(null as char(1)) as voch_story_help_understand,
       cast(null as char(1)) as voch_agree_worker,
       cast(null as char(1)) as voch_plan_safe,
       cast(null as char(1)) as voch_tablet_help_explain,
       cast(null as text) as holdfast_record_kind,
       cast(null as uuid) as holdfast_record_id
 where false;
comment on view ssd.ssd_voice_of_child is 'Not held: these five questions are a local form; what a child says stands in visits, plans and reviews';

-- The application reads them for the analyst's export, and never writes through them.
grant usage on schema ssd to holdfast_app;
grant select on all tables in schema ssd to holdfast_app;
