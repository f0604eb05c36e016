import { inflateRawSync, inflateSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'

/** What a child is known by in this test and nobody else is: none of it is a word of the product. */
export interface Planted {
  readonly id: string
  readonly marks: readonly string[]
}

/** Letters that stand in no English word, so that a mark found is the child's and not part of a sentence. */
const token = (n: number): string =>
  `Zq${String(n)
    .padStart(4, '0')
    .split('')
    .map((digit) => 'bcdfghjkmn'[Number(digit)])
    .join('')}x`

/** Gives every child names and numbers of their own; done by the owner, past every door. */
export async function plant(owner: Db): Promise<Planted[]> {
  const { rows } = await sql<{ id: string }>`select id from person where kind <> 'adult' order by id`.execute(
    owner,
  )
  const planted = rows.map(({ id }, n) => ({
    id,
    marks: [token(n), `7${String(n).padStart(3, '0')}55501`, `H7${String(n).padStart(4, '0')}777111Z`],
  }))
  for (const {
    id,
    marks: [name, number, upn],
  } of planted)
    await sql`update person set given_name = ${name}, known_as = case when known_as is null then null else ${name} end,
        la_child_id = ${number}, upn = case when upn is null then null else ${upn} end where id = ${id}`.execute(
      owner,
    )
  return planted
}

/** The children an answer shows: those whose name or number stands in it. */
export function shownIn(body: string, planted: readonly Planted[]): string[] {
  return planted.filter(({ marks }) => marks.some((mark) => body.includes(mark))).map(({ id }) => id)
}

/** The words of an answer, whatever kind of file it is. */
export function readable(contentType: string, raw: Buffer): string {
  if (raw.subarray(0, 4).toString('latin1') === '%PDF') return pdfWords(raw)
  if (raw.subarray(0, 2).toString('latin1') === 'PK') return zipWords(raw)
  return contentType.startsWith('image/') ? '' : raw.toString('utf8')
}

/** What a PDF of ours shows: its streams unpacked, and the letters its text operators draw. */
function pdfWords(raw: Buffer): string {
  const text = raw.toString('latin1')
  const words: string[] = []
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length
    const to = text.indexOf('endstream', from)
    const content = unpacked(raw.subarray(from, to))
    for (const [, drawn = ''] of content.matchAll(/\[((?:<[0-9a-f]*>|[^\]])*)\]\s*TJ/gi))
      words.push(
        [...drawn.matchAll(/<([0-9a-f]*)>/gi)]
          .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
          .join(''),
      )
  }
  return words.join('\n')
}

function unpacked(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1')
  } catch {
    return stream.toString('latin1')
  }
}

/** What stands in a workbook or a document: every part of it unpacked, tags taken out so that no word is cut in two by one. */
function zipWords(raw: Buffer): string {
  const words: string[] = []
  const end = raw.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = raw.readUInt32LE(end + 16)
  for (let n = raw.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((field) =>
      field === 20 ? raw.readUInt32LE(at + field) : raw.readUInt16LE(at + field),
    ) as [number, number, number, number]
    const local = raw.readUInt32LE(at + 42)
    const from = local + 30 + raw.readUInt16LE(local + 26) + raw.readUInt16LE(local + 28)
    const packed = raw.subarray(from, from + size)
    words.push(
      (raw.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed)
        .toString('utf8')
        .replaceAll(/<[^>]+>/g, ''),
    )
    at += 46 + name + extra + comment
  }
  return words.join('\n')
}
