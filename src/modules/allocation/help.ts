import { sql, type RawBuilder } from 'kysely'

/** The help a child has today, as a list says it beside the name. */
export interface Help {
  /** The category of an open child protection plan, '' where none is named; null without a plan. */
  readonly protection: string | null
  readonly inCare: boolean
  readonly preProceedings: boolean
  readonly enquiry: boolean
  readonly inNeed: boolean
  readonly beingAssessed: boolean
  readonly leaver: boolean
  readonly privatelyFostered: boolean
}

/**
 * The columns of `Help` for the child of each row, for the `select` of any list.
 *
 * @param child the column that holds the child's id, such as `sql.ref('person.id')`
 */
export const helpColumns = (child: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select coalesce(latest_category, first_category, '') from cp_plan
    where cp_plan.child_id = ${child}
      and cp_plan.state = 'open'
    order by started_on desc nulls last
    limit 1) as protection,
  exists (select from care_episode where care_episode.child_id = ${child} and care_episode.state = 'open')
    or exists (select
                 from care_summary
                where care_summary.child_id = ${child}
                  and care_ended_on is null
                  and care_started_on is not null) as in_care,
  exists (select
            from pre_proceedings
           where pre_proceedings.child_id = ${child}
             and pre_proceedings.state = 'open') as pre_proceedings,
  exists (select from section47 where section47.child_id = ${child} and section47.state = 'open') as enquiry,
  exists (select from cin_plan where cin_plan.child_id = ${child} and cin_plan.state = 'open') as in_need,
  exists (select
            from assessment
           where assessment.child_id = ${child}
             and assessment.state = 'started') as being_assessed,
  exists (select from leaving_care where leaving_care.child_id = ${child}) as leaver,
  exists (select from private_fostering where private_fostering.child_id = ${child}
    and private_fostering.state not in ('prohibited', 'not private fostering', 'ended')) as privately_fostered`

const categories: Readonly<Record<string, string>> = {
  NEG: ': neglect',
  PHY: ': physical abuse',
  SAB: ': sexual abuse',
  EMO: ': emotional abuse',
  MUL: ': more than one kind of harm',
}

/** The weightiest help the child has, in words: 'Child protection: neglect', 'In our care', 'No plan yet'. */
export function helpWords(help: Help): string {
  if (help.protection !== null) return `Child protection${categories[help.protection] ?? ''}`
  if (help.inCare) return 'In our care'
  if (help.preProceedings) return 'Pre-proceedings'
  if (help.enquiry) return 'Section 47 enquiry'
  if (help.inNeed) return 'Child in need'
  if (help.beingAssessed) return 'Assessment'
  if (help.leaver) return 'Care leaver'
  return help.privatelyFostered ? 'Privately fostered' : 'No plan yet'
}

/** Codes of help for a filter in an address, and the words of each. */
export const helpKinds = {
  protection: 'Child protection',
  care: 'In our care',
  need: 'Child in need',
  assessment: 'Assessment or enquiry',
  leaver: 'Care leaver',
} as const
export type HelpKind = keyof typeof helpKinds

/** Whether the child has help of a kind. */
export function hasHelp(help: Help, kind: HelpKind): boolean {
  switch (kind) {
    case 'protection':
      return help.protection !== null
    case 'care':
      return help.inCare
    case 'need':
      return help.inNeed
    case 'assessment':
      return help.beingAssessed || help.enquiry
    case 'leaver':
      return help.leaver
  }
}
