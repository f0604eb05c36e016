import type { Clock, FactKind } from '../../platform/clocks/clock.ts'
import type { Setting } from '../../platform/web/app.ts'
import type { ChapterDuties } from '../../platform/record/duties.ts'
import { clocks as adoption } from '../adoption/index.ts'
import { clocks as allegations } from '../allegations/index.ts'
import { clocks as allocation } from '../allocation/index.ts'
import { clocks as assessment } from '../assessment/index.ts'
import { clocks as audit } from '../audit/index.ts'
import { clocks as careLeavers } from '../care-leavers/index.ts'
import { clocks as inNeed } from '../child-in-need/index.ts'
import { clocks as protection } from '../child-protection/index.ts'
import { clocks as earlyHelp } from '../early-help/index.ts'
import { clocks as education } from '../education/index.ts'
import { clocks as exploitation } from '../exploitation/index.ts'
import { clocks as fostering } from '../fostering/index.ts'
import { clocks as frontDoor } from '../front-door/index.ts'
import { clocks as health } from '../health/index.ts'
import { clocks as inCare } from '../looked-after/index.ts'
import { clocks as missing } from '../missing/index.ts'
import { clocks as placements } from '../placements/index.ts'
import { clocks as plans } from '../plans/index.ts'
import { clocks as policeNotices } from '../police-notices/index.ts'
import { clocks as preProceedings } from '../pre-proceedings/index.ts'
import { clocks as privateFostering } from '../private-fostering/index.ts'
import { clocks as serviceWaits } from '../service-waits/index.ts'
import { clocks as enquiry } from '../strategy-and-enquiry/index.ts'

import { clocks as visits } from '../visits/index.ts'
import { clocks as agreements } from '../written-agreements/index.ts'

/** Clocks under one heading: where they stand in a child's story. */
export interface ClockChapter {
  readonly title: string
  readonly clocks: readonly Clock[]
}

/** The clocks of the chapters a child's story is told by, in the order a child's story is told. */
export const clockChapters: readonly ClockChapter[] = [
  { title: 'Front door', clocks: frontDoor },
  { title: 'Police notices', clocks: policeNotices },
  { title: 'Early help', clocks: earlyHelp },
  { title: 'Allocation', clocks: allocation },
  { title: 'Visits', clocks: visits },
  { title: 'Assessment', clocks: assessment },
  { title: 'Strategy discussion and enquiry', clocks: enquiry },
  { title: 'Child in need', clocks: inNeed },
  { title: 'Child protection', clocks: protection },
  { title: 'Plans', clocks: plans },
  { title: 'Written agreements', clocks: agreements },
  { title: 'Waiting for a service', clocks: serviceWaits },
  { title: 'Exploitation', clocks: exploitation },
  { title: 'Missing', clocks: missing },
  { title: 'Private fostering', clocks: privateFostering },
  { title: 'Allegations', clocks: allegations },
  { title: 'Pre-proceedings', clocks: preProceedings },
  { title: 'In our care', clocks: inCare },
  { title: 'Where children live', clocks: placements },
  { title: 'Fostering', clocks: fostering },
  { title: 'Health', clocks: health },
  { title: 'Education', clocks: education },
  { title: 'Adoption', clocks: adoption },
  { title: 'Care leavers', clocks: careLeavers },
  { title: 'Audit', clocks: audit },
].filter(({ clocks }) => clocks.length > 0)

const byId = new Map(clockChapters.flatMap(({ clocks }) => clocks.map((clock) => [clock.id, clock] as const)))

const chapters = new Map(
  clockChapters.flatMap(({ title, clocks }) => clocks.map(({ id }) => [id, title] as const)),
)

/** The heading a clock stands under; nothing for a clock of the readers. */
export const chapterOf = (id: string): string => chapters.get(id) ?? ''

/** Finds a clock by its id. */
export type ClockOf = (id: string) => Clock | undefined

/** The same chapters and, last, the clocks of the readers, which no other chapter may read: the server knows them. */
export function everyChapter({ clocks = [] }: Pick<Setting, 'clocks'>): readonly ClockChapter[] {
  const others = clocks.filter(({ id }) => !byId.has(id))
  return others.length === 0
    ? clockChapters
    : [...clockChapters, { title: 'Supervision and oversight', clocks: others }]
}

/** Finds any clock the server knows. */
export const clockOfServer = (setting: Pick<Setting, 'clocks'>): ClockOf => {
  const others = new Map((setting.clocks ?? []).map((clock) => [clock.id, clock] as const))
  return (id) => byId.get(id) ?? others.get(id)
}

/** Whether the duty is to see this child, so that a visit meets it. Being unseen for weeks is an alarm about the same duty. */
export const isSeeingTheChild = (id: string): boolean =>
  byId.get(id)?.stops.includes('the child is seen') === true && !id.includes('unseen')

/** Which kind of fact stops each clock that the book's records feed. */
export const stopsOf = (duties: readonly ChapterDuties[]): ReadonlyMap<string, FactKind> =>
  new Map(
    duties.flatMap((chapter) => chapter.duties.map(({ clock, stoppedBy }) => [clock.id, stoppedBy] as const)),
  )
