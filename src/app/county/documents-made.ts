import { deflateSync, crc32 } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { sql } from 'kysely'
import { document } from '../../modules/documents/index.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import { clean } from '../../platform/files/documents/clean.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'

interface Paper {
  readonly kind: string
  readonly what: string
  readonly cameFrom: string
  readonly daysAgo: number
  readonly bytes: Buffer | Promise<Buffer>
}

const letter = `Mill Primary School
Dear Ms Khalil

Leo has come to breakfast club on nine of the last twelve mornings. On those days he has eaten before register and has stayed awake.
On the three mornings he was late he had eaten nothing.

Ms Ford, class teacher
`
const report = [
  'Housing officer: visit to 4 Mill Road',
  'Damp on the north wall of the back bedroom. One mattress on the floor.',
  'Two beds and a dehumidifier have been ordered; delivery within three weeks.',
]

/** What a family's record gathers: a letter, a report and a drawing, for one child. Everybody named is invented. */
const papers: readonly Paper[] = [
  { kind: 'school', what: 'Letter about breakfast club', cameFrom: 'Ms Ford, Mill Primary', daysAgo: 6, bytes: Buffer.from(letter) },
  { kind: 'report', what: 'What housing found at 4 Mill Road', cameFrom: 'Exampleshire Housing', daysAgo: 20, bytes: paper(report) },
  { kind: 'by the child', what: 'Leo’s drawing of where he sleeps', cameFrom: 'Leo', daysAgo: 18, bytes: drawing() },
] // prettier-ignore

/** Attaches them to the record of the child the council knows by this number; nothing where there is no vault or no such child. */
export async function makeDocuments(book: Book, laChildId: string): Promise<void> {
  const { rows } = await sql<Actor & { readonly childId: string }>`
    select staff.id, staff.name, staff.role, staff.team_id, null as service, child.id as child_id
      from person child join allocation on allocation.child_id = child.id and allocation.state = 'allocated'
      join staff on staff.id = allocation.worker_id
     where child.la_child_id = ${laChildId}
       and child.kind = 'child'
     order by allocation.from_on desc
     limit 1`.execute(book.db)
  const [worker] = rows
  const { vault } = book
  if (worker === undefined || vault === undefined) return
  for (const { bytes: given, daysAgo, ...said } of papers) {
    const { kind: format, bytes } = await clean(await given)
    const fingerprint = await vault.keep(bytes)
    const madeOn: Day = addDays(book.today(), -daysAgo)
    const answers = {
      ...said,
      madeOn,
      aboutKind: null,
      aboutId: null,
      format,
      fingerprint,
      bytes: bytes.length,
    }
    const opening = { event: 'document.attached', childId: worker.childId, state: 'filed', answers }
    await inOneChange(book, worker, null, async (change) => ({
      kind: 'done',
      recordId: await change.open(document, opening),
    }))
  }
}

function paper(lines: readonly string[]): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  const made = new PDFDocument({ size: 'A4' })
  const pieces: Buffer[] = []
  made.on('data', (piece: Buffer) => pieces.push(piece))
  made.on('end', () => resolve(Buffer.concat(pieces)))
  for (const line of lines) made.text(line).moveDown()
  made.end()
  return promise
}

/** A bed, a wall and the sun through a window, as a child of six draws: blocks of colour. */
function drawing(): Buffer {
  const [width, height] = [240, 160]
  const colourAt = (x: number, y: number): readonly [number, number, number] => {
    if ((x - 190) ** 2 + (y - 35) ** 2 < 400) return [250, 200, 60]
    if (x > 30 && x < 130 && y > 100 && y < 130) return x < 55 ? [240, 240, 245] : [70, 120, 190]
    return y > 130 ? [150, 110, 70] : [235, 240, 230]
  }
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (__, x) => colourAt(x, y)).flat(),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const part = (type: string, content: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), content])
    const sizes = Buffer.alloc(8)
    sizes.writeUInt32BE(content.length, 0)
    sizes.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([sizes.subarray(0, 4), body, sizes.subarray(4)])
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    part('IHDR', header),
    part('IDAT', deflateSync(Buffer.from(rows.flat()))),
    part('IEND', Buffer.alloc(0)),
  ])
}
