import { command } from '../../platform/record/record.ts'
import { privateFostering as arrangement } from './record.ts'
import {
  carerIsAnother,
  endsAfterStart,
  everyAdultChecked,
  overAge,
  parentsReached,
  spokenToAlone,
  toldByToday,
  underFourWeeks,
} from './rules.ts'

/** What we have been told is a fact, whatever it turns out to be: only what cannot be so is refused. */
const notify = command({
  on: arrangement,
  event: 'private-fostering.notified',
  title: 'Record a private fostering arrangement',
  needs: 'private-fostering.write',
  from: null,
  to: 'notified',
  asks: ['toldOn', 'awareOn', 'toldBy', 'carerId', 'relationship', 'startsOn', 'untilOn', 'fourWeeksOrMore'],
  requires: ['toldOn', 'toldBy', 'startsOn', 'fourWeeksOrMore'],
  rules: [toldByToday, carerIsAnother],
})

const assess = command({
  on: arrangement,
  event: 'private-fostering.assessed',
  title: 'Record who was seen and spoken to',
  needs: 'private-fostering.write',
  from: ['notified', 'assessed'],
  to: 'assessed',
  asks: ['spokenAloneOn', 'notAloneWhy', 'adultsChecked', 'parentsContacted', 'assessedOn'],
  requires: ['adultsChecked', 'assessedOn'],
  rules: [spokenToAlone],
})

/** A form of its own, filled in as it goes: each line not established yet may be left. */
const establish = command({
  on: arrangement,
  event: 'private-fostering.established',
  title: 'Record what has been established',
  needs: 'private-fostering.write',
  from: ['assessed'],
  to: 'assessed',
  asks: ['checks'],
  rules: [],
})

const decisionAsks = ['decidedOn', 'decisionReason'] as const

const findSuitable = command({
  on: arrangement,
  event: 'private-fostering.found-suitable',
  title: 'Decide that it is suitable',
  needs: 'private-fostering.decide',
  from: ['assessed', 'requirements'],
  to: 'suitable',
  asks: decisionAsks,
  requires: decisionAsks,
  rules: [everyAdultChecked, parentsReached],
})

const setRequirements = command({
  on: arrangement,
  event: 'private-fostering.requirements-set',
  title: 'Decide that it is suitable if the carer does more',
  needs: 'private-fostering.decide',
  from: ['assessed', 'suitable'],
  to: 'requirements',
  asks: [...decisionAsks, 'requirements'],
  requires: [...decisionAsks, 'requirements'],
  rules: [everyAdultChecked, parentsReached],
})

const prohibit = command({
  on: arrangement,
  event: 'private-fostering.prohibited',
  title: 'Prohibit the arrangement',
  needs: 'private-fostering.prohibit',
  from: ['assessed', 'suitable', 'requirements'],
  to: 'prohibited',
  asks: [...decisionAsks, 'legalAdvice'],
  requires: [...decisionAsks, 'legalAdvice'],
  rules: [],
})

const ruleOut = command({
  on: arrangement,
  event: 'private-fostering.ruled-out',
  title: 'Decide that it is not private fostering',
  needs: 'private-fostering.decide',
  from: ['notified', 'assessed'],
  to: 'not private fostering',
  asks: [...decisionAsks, 'exception'],
  requires: [...decisionAsks, 'exception'],
  rules: [overAge, underFourWeeks],
})

const end = command({
  on: arrangement,
  event: 'private-fostering.ended',
  title: 'Record that the arrangement has ended',
  needs: 'private-fostering.write',
  from: ['notified', 'assessed', 'suitable', 'requirements', 'prohibited'],
  to: 'ended',
  asks: ['endedOn', 'endReason'],
  requires: ['endedOn', 'endReason'],
  rules: [endsAfterStart],
})

export const commands = { notify, assess, establish, findSuitable, setRequirements, prohibit, ruleOut, end }
