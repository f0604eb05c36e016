import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { mayEver } from '../../platform/access/policy.ts'
import { findSession } from '../../platform/access/session.ts'
import { cookieOf } from '../../platform/web/admit.ts'

/** What a form with files posted: its fields, and where its files lie. */
export interface Uploaded {
  readonly [field: string]: unknown
  readonly folder: string
  /** How many files came that were not empty. */
  readonly files: number
  /** Some file was larger than may be given, or there were too many. */
  readonly tooMuch: boolean
}

/** Bytes a file may have, and files that may be given together: a reader refuses larger ones anyway. */
const limits = { fileSize: 1 << 30, files: 60, fields: 20, fieldSize: 10_000 }

/** Where uploads lie until they are read in or left: beside the rest of what is made. */
const uploads = (): string =>
  join(process.env['HOLDFAST_DATA'] || join(import.meta.dirname, '../../../var'), 'uploads')

/**
 * Reads a posted form piece by piece: files go to a folder of their own under names of our own making, because those
 * they came with may hold a child's name.
 */
export async function readUpload(request: FastifyRequest, body: Readable): Promise<Uploaded> {
  const secret = cookieOf(request)
  const session = secret === null ? null : await findSession(request.server.book.db, secret)
  // Whoever may not import has nothing written to our disk; who may is asked again of every route.
  if (session === null || !mayEver(session.actor, 'import')) {
    body.resume()
    return { folder: '', files: 0, tooMuch: false }
  }
  const folder = join(uploads(), randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    return { ...(await take(request, body, folder)), folder }
  } catch (fault) {
    await rm(folder, { recursive: true, force: true })
    throw fault
  }
}

async function take(request: FastifyRequest, body: Readable, folder: string) {
  const fields: Record<string, string> = {}
  const writing: Promise<void>[] = []
  let [files, tooMuch] = [0, false]
  const reader = new Busboy({ headers: request.headers as BusboyHeaders, limits })
  reader.on('field', (name, value) => void (fields[name] = value))
  reader.on('filesLimit', () => void (tooMuch = true))
  reader.on('file', (_name, stream, filename) => {
    if (filename === undefined || filename === '') return void stream.resume()
    files += 1
    stream.on('limit', () => void (tooMuch = true))
    const to = createWriteStream(join(folder, String(files).padStart(3, '0')), { mode: 0o600 })
    writing.push(finished(stream.pipe(to)))
  })
  body.pipe(reader)
  await finished(reader)
  await Promise.all(writing)
  return { ...fields, files, tooMuch }
}
