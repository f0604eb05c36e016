import type { Doubt, Received, RowRead } from '../../platform/record/received.ts'

interface Slot {
  record: Received
  /** The files and tables that have said this record already: each may say it once. */
  readonly said: Set<string>
  /** The record as it is handed on. */
  settled: Received | null
}

/**
 * One record for each thing the rows speak of. The same row twice in a file is one record and a doubt; two different
 * rows with one key are two records; what another file says of the same thing is merged in, the later over the earlier.
 *
 * @param received oldest return first
 */
export function distinct(received: readonly Received[]): Received[] {
  const slots = new Map<string, Slot[]>()
  const slotOf = new Map<Received, Slot>()
  for (const record of received) {
    const name = `${record.on.table} ${record.key}`
    const held = slots.get(name) ?? []
    slots.set(name, held)
    const place = `${record.at.file} ${record.at.table}`
    const slot =
      held.find((one) => isRepeat(one.record, record)) ??
      held.find((one) => !one.said.has(place) || isBeside(one.record, record)) ??
      newSlot(held, record)
    if (slot.said.size > 0) slot.record = merged(slot.record, record, slot.said.has(place))
    slot.said.add(place)
    slotOf.set(record, slot)
  }
  return settled(slots, slotOf)
}

function newSlot(held: Slot[], record: Received): Slot {
  const slot: Slot = { record: numbered(record, held.length), said: new Set(), settled: null }
  held.push(slot)
  return slot
}

const numbered = (record: Received, before: number): Received =>
  before === 0 ? record : { ...record, key: `${record.key} #${before + 1}` }

const isBeside = (one: Received, other: Received): boolean => one.from.length === 0 || other.from.length === 0

const isRepeat = (one: Received, other: Received): boolean =>
  one.state === other.state &&
  sameValues(one.values, other.values) &&
  sameValues(one.given ?? {}, other.given ?? {})

type Values = Readonly<Record<string, unknown>>

function sameValues(one: Values, other: Values): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  for (const name of names) {
    const [a, b] = [one[name] ?? null, other[name] ?? null]
    if (a !== b && !(Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b))) return false
  }
  return true
}

/** What stands beside a row only fills what is not known; a row of a later file has the last word. */
function merged(one: Received, other: Received, sameFile: boolean): Received {
  const fills = isBeside(one, other)
  const says = Object.entries(other.values).filter(
    ([name, value]) =>
      value !== null && value !== undefined && (!fills || (one.values[name] ?? null) === null),
  )
  const repeats = sameFile && other.from.length > 0 && !fills
  return {
    ...one,
    state: fills || other.stateIfNew ? one.state : other.state,
    values: { ...one.values, ...Object.fromEntries(says) },
    given: one.given === null ? other.given : { ...one.given, ...other.given },
    from: [...one.from, ...other.from],
    doubts: [...one.doubts, ...(repeats ? [repeated(one.at, other.at)] : other.doubts)],
    staff: other.staff ?? one.staff,
    team: other.team ?? one.team,
  }
}

const repeated = (first: RowRead, again: RowRead): Doubt => ({
  kind: 'repeated-row',
  field: null,
  given: `line ${first.line}`,
  message: `This row is the same as the one on line ${first.line}. They are kept as one record: take one out of the file, or put right what should tell them apart.`,
  at: again,
})

/** A record points at what it belongs to as that stands once all is merged. */
function settled(
  slots: ReadonlyMap<string, readonly Slot[]>,
  slotOf: ReadonlyMap<Received, Slot>,
): Received[] {
  const settle = (slot: Slot): Received => (slot.settled ??= pointing(slot.record))
  const pointing = (record: Received): Received => {
    const { under } = record
    const parent = under === null ? undefined : slotOf.get(under.record)
    return under === null || parent === undefined
      ? record
      : { ...record, under: { ...under, record: settle(parent) } }
  }
  return [...slots.values()].flatMap((held) => held.map(settle))
}
