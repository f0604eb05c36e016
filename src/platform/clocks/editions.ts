import { day } from '../dates/day.ts'
import type { Basis } from './clock.ts'
import type { Day } from '../dates/day.ts'

/** What a clock rests on: how far it binds, which text we read, and the first day we hold it to apply. */
interface Edition {
  readonly basis: Basis
  readonly edition: string
  readonly effectiveFrom: Day
}

const edition = (basis: Basis, name: string, from: string): Edition => ({
  basis,
  edition: name,
  effectiveFrom: day(from),
})

/** A default we ship, which the authority may change. */
export const localStandard = edition('local', 'Holdfast local standards, November 2026', '2026-11-22')

/** Practice measured across England; it binds nobody. */
export const nationalPractice = edition('national', 'National practice, November 2026', '2026-11-22')

// The day-counts have stood since the 2013 edition; no page found says that 2026 changed one.
export const workingTogether = edition(
  'guidance',
  'Working Together to Safeguard Children 2026, chapter 3',
  '2013-04-15',
)

export const carePlanning = edition(
  'statute',
  'Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)',
  '2011-04-01',
)

export const carePlanningAmended = edition(
  'statute',
  'SI 2010/959 as amended by the Care Planning and Care Leavers (Amendment) Regulations 2015 (SI 2015/495)',
  '2015-04-01',
)

export const privateArrangements = edition(
  'statute',
  'Children (Private Arrangements for Fostering) Regulations 2005 (SI 2005/1533)',
  '2005-07-01',
)

export const adoptionAgencies = edition(
  'statute',
  'Adoption Agencies Regulations 2005 (SI 2005/389)',
  '2005-12-30',
)

export const fosteringServices = edition(
  'statute',
  'Fostering Services (England) Regulations 2011 (SI 2011/581)',
  '2011-04-01',
)

export const detainedChildren = edition(
  'statute',
  'Visits to Former Looked After Children in Detention (England) Regulations 2010 (SI 2010/2797)',
  '2011-04-01',
)

export const longStays = edition(
  'statute',
  'Visits to Children in Long-Term Residential Care Regulations 2011 (SI 2011/1010)',
  '2011-04-01',
)

export const careLeavers = edition(
  'statute',
  'Care Leavers (England) Regulations 2010 (SI 2010/2571)',
  '2011-04-01',
)

// Royal Assent was on this day; whether section 1 is in force in November 2026 is not confirmed.
export const wellbeingAct = edition(
  'statute',
  "Children Act 1989 s.31ZA, inserted by the Children's Wellbeing and Schools Act 2026 (c. 21) s.1",
  '2026-04-29',
)

export const missingGuidance = edition(
  'guidance',
  'Statutory guidance on children who run away or go missing from home or care, 2014',
  '2014-01-01',
)

export const educationGuidance = edition(
  'guidance',
  'Promoting the education of looked-after and previously looked-after children, 2018',
  '2018-02-01',
)

export const iroHandbook = edition('guidance', 'IRO Handbook 2010', '2011-04-01')
