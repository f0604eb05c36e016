import { randomFillSync } from 'node:crypto'

/** What an id looks like, in small letters: for the pattern of an address. */
export const idPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

const wholeId = new RegExp(`^${idPattern}$`)

/** Whether a text that came from outside may be asked of the database as an id. */
export const isId = (text: string): boolean => wholeId.test(text)

const random = Buffer.alloc(16 * 1024)
let used = random.length
let last = 0
let count = 0

/**
 * A UUID of version 7: ids made later sort later, so that an index grows at its end. Made here, not by the
 * database, where rows are copied in bulk and their events must name them.
 */
export function newId(): string {
  const now = Date.now()
  // Within a millisecond a counter keeps the order: 12 bits of it, then the next millisecond is borrowed.
  count = now > last ? 0 : count + 1
  if (count > 0xfff) count = 0
  last = now > last ? now : count === 0 ? last + 1 : last
  const time = last.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${tail()}`
}

function tail(): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const bytes = random.toString('hex', used, used + 8)
  used += 8
  const variant = (8 + (Number.parseInt(bytes[0] ?? '0', 16) % 4)).toString(16)
  return `${variant}${bytes.slice(1, 4)}-${bytes.slice(4)}`
}
