import { receiver, type Received } from '../../platform/record/received.ts'
import type { AnnexARow, Oc3Row } from '../return-files/index.ts'
import { careLeaverContact, leavingCare } from './record.ts'

/** A year's contact with a care leaver. The row says no year: the file it came in does. */
export const contactFromReturn = receiver(
  careLeaverContact,
  { takes: { inTouch: 'inTouch', activity: 'activ', accommodation: 'accom' }, atMost: { accommodation: 2 } },
  (_: Oc3Row, year: number | null) => ({
    key: `year ending ${year ?? 'not known'}`,
    state: 'recorded',
    sets: { yearEnding: year },
  }),
)

/** A young person of Annex A list 9, as they stood on the day of the list. */
export const leavingCareFromList = receiver(
  leavingCare,
  {
    takes: {
      eligibility: 'eligibility',
      planReviewedOn: 'lastPathwayReviewOn',
      inTouch: 'inTouch',
      lastContactOn: 'lastContactOn',
      accommodation: 'accommodation',
      suitable: 'suitability',
      activity: 'activity',
      asylum: 'uasc',
    },
    means: {
      eligibility: { a: 'relevant', b: 'former relevant', c: 'qualifying', d: 'eligible' },
      suitable: { '1': true, '2': false },
    },
  },
  (row: AnnexARow<'careLeavers'>) => ({ key: 'leaving care', state: 'current', staff: adviserOf(row) }),
)

const adviserOf = ({ personalAdviser, team }: AnnexARow<'careLeavers'>): Received['staff'] =>
  personalAdviser === null ? null : { field: 'adviserId', named: { name: personalAdviser, team } }
