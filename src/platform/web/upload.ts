import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { mayEver, type Permission } from '../access/policy.ts'
import { identityOf } from '../db/process.ts'
import { NotScanned } from '../scanner/clamd.ts'
import { knowWho } from './admit.ts'
import type { App } from './app.ts'
import { paced, type OutOfPace, type Pace } from './upload-pace.ts'

/** Files somebody gave with a form, and where they lie until they are taken or the answer has gone. */
export interface Upload {
  /** Each field's files are in a folder of its name in here, numbered from 001 in the order they came. */
  readonly folder: string
  /** What the files of each field were called, in that order. A name may hold a child's: it is shown to its giver and kept nowhere. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

/** Whose uploads are taken, and the fields files may come in; those of other fields are not written down. */
interface Uploading {
  readonly permission: Permission
  readonly fields: readonly string[]
  /** Bytes all files of a form may have together, and what is said of more; what returns may have unless given. */
  readonly most?: { readonly bytes: number; readonly says: string }
}

/** Files that must not be taken, with a sentence for whoever gave them. Nothing of them is kept. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused'
  readonly statusCode: number

  /** @param statusCode 400 where it was broken off, 408 where it was too slow, 413 where it was too large, 422 where it would do harm, 503 where nobody could tell */
  constructor(statusCode: 400 | 408 | 413 | 422 | 503, sentence: string) {
    super(sentence)
    this.statusCode = statusCode
  }
}

/** Bytes all files of a form may have together: a return of 100,000 children is about 130 MB. */
const most = 1 << 30
const limits = { files: 60, fields: 20, fieldSize: 10_000, parts: 100, headerPairs: 20 }

const tooLarge =
  'These files are larger than 1 GB together, and no return is. Nothing of them was kept. Check which files you chose.'
const tooMany = 'These are more than 60 files, and no return has as many. Nothing of them was kept.'
const brokenOff = 'The files did not come whole, so nothing of them was kept. Choose them again.'
const tooSlow =
  'The files stopped coming, or came too slowly, so nothing of them was kept. Check your connection and choose them again.'

const harmful = (name: string): string =>
  `The virus scanner found something harmful in ${name}. Nothing of it was kept. Do not open the file, and tell whoever looks after the system where it came from.`
const notScanned =
  'The virus scanner gave no answer, so no file can be taken at the moment. Nothing of it was kept. Choose it again in a minute; if this stays, tell whoever looks after the system.'

const usual = { bytes: most, says: tooLarge } as const

const given = new WeakMap<FastifyRequest, Upload>()

/** What came with this form; undefined where it was no form with files, or its sender may not give any. */
export const uploadOf = (request: FastifyRequest): Upload | undefined => given.get(request)

/** As `uploadOf`, and the files are from then on the caller's to delete. */
export function takeUpload(request: FastifyRequest): Upload | undefined {
  const upload = given.get(request)
  given.delete(request)
  return upload
}

/** Lets the routes of this part of the server be given files. What no route takes is off the disk when the answer has gone. */
export function acceptUploads(app: App, uploading: Uploading): void {
  app.addContentTypeParser('multipart/form-data', async (request: FastifyRequest, body: Readable) =>
    receive(request, body, uploading),
  )
  app.addHook('onResponse', async (request) => {
    const upload = takeUpload(request)
    if (upload !== undefined) await removeUpload(upload)
  })
  app.addHook('onReady', async () => sweepUploads(uploads()))
}

/** Takes an upload's files off the disk, with whatever was put beside them. */
export const removeUpload = async ({ folder }: Pick<Upload, 'folder'>): Promise<void> =>
  rm(folder, { recursive: true, force: true })

/** A refusal that begins with a file's number, with the name it came under: the person who gave it knows it by that. */
export function withNames(sentence: string, names: readonly string[]): string {
  return sentence.replace(/^File (\d+):/, (label, number: string) => {
    const name = names[Number(number) - 1]
    return name === undefined ? label : `File ${number} (${name}):`
  })
}

/** Where uploads lie: beside the rest of what is made, in a folder of the process that took them. */
const uploads = (): string =>
  join(process.env['HOLDFAST_DATA'] || join(import.meta.dirname, '../../../var'), 'uploads')

/** Deletes what processes that no longer run left behind: killed ones delete nothing. */
export async function sweepUploads(within: string): Promise<void> {
  const folders = await readdir(within).catch(() => [])
  for (const name of folders) {
    const identity = decodeURIComponent(name)
    if (identityOf(Number.parseInt(identity, 10)) === identity) continue
    await rm(join(within, name), { recursive: true, force: true })
  }
}

/** Files go to a folder of their own under names of our own making, because those they came with may hold a child's name. */
async function receive(request: FastifyRequest, body: Readable, uploading: Uploading): Promise<object> {
  // Whoever may not give files has nothing written to our disk; who may is asked again of every route.
  await knowWho(request)
  if (request.session === null || !mayEver(request.session.actor, uploading.permission)) {
    body.resume()
    return {}
  }
  const own = encodeURIComponent(identityOf(process.pid) ?? String(process.pid))
  const folder = join(uploads(), own, randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const { most: limit = usual } = uploading
    if (Number(request.headers['content-length'] ?? 0) > limit.bytes) throw new UploadRefused(413, limit.says)
    const { fields, names } = await take(request, body, { folder, accepted: uploading.fields, limit })
    await scan(request, { folder, names })
    given.set(request, { folder, names })
    return fields
  } catch (fault) {
    await rm(folder, { recursive: true, force: true })
    letGo(request)
    // A disk that is full is nobody's fault who gave them, and is told of as such.
    throw fault instanceof UploadRefused || isFull(fault) ? fault : new UploadRefused(400, brokenOff)
  }
}

/** Every file is looked into before anything reads it, where the council runs a scanner (ASVS 5.0 V5.4.3). */
async function scan(request: FastifyRequest, { folder, names }: Upload): Promise<void> {
  const { scanner } = request.server.setting
  if (scanner === undefined) return
  for (const [field, called] of names)
    for (const [at, name] of called.entries()) {
      const clean = await scanner.isClean(pathIn(folder, field, at + 1)).catch((fault: unknown) => {
        if (!(fault instanceof NotScanned)) throw fault
        request.log.error({ fault: fault.name, request: request.id, route: request.routeOptions.url })
        throw new UploadRefused(503, notScanned)
      })
      if (clean) continue
      request.log.warn({ refused: 'a harmful file', request: request.id, route: request.routeOptions.url })
      throw new UploadRefused(422, harmful(name))
    }
}

const pathIn = (folder: string, field: string, number: number): string =>
  join(folder, field, String(number).padStart(3, '0'))

const isFull = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === 'ENOSPC' || fault.code === 'EDQUOT')

/** What is still coming is not waited for: ten seconds, in which the answer can be read, and the connection ends. */
function letGo({ raw }: FastifyRequest): void {
  raw.unpipe()
  raw.resume()
  const late = setTimeout(() => raw.socket.destroy(), 10_000)
  late.unref()
  raw.once('close', () => clearTimeout(late))
}

interface Where {
  readonly folder: string
  /** The fields files may come in. */
  readonly accepted: readonly string[]
  readonly limit: typeof usual | (Uploading['most'] & {})
}

async function take(request: FastifyRequest, body: Readable, { folder, accepted, limit }: Where) {
  const fields = new Map<string, string>()
  const names = new Map<string, string[]>(accepted.map((field) => [field, []]))
  const writing: Promise<void>[] = []
  const broken = new AbortController()
  const reader = new Busboy({ headers: request.headers as BusboyHeaders, limits })
  const refuse = (): void => void reader.destroy(new UploadRefused(413, tooMany))
  for (const limit of ['filesLimit', 'partsLimit', 'fieldsLimit'] as const) reader.on(limit, refuse)
  reader.on('field', (name, value) => void fields.set(name, value))
  reader.on('file', (field, stream, filename) => {
    const known = names.get(field)
    // A browser sends a part without a name for a field where nothing was chosen.
    if (known === undefined || !filename) return void stream.resume()
    known.push(filename)
    const into = join(folder, field)
    mkdirSync(into, { recursive: true, mode: 0o700 })
    const to = createWriteStream(pathIn(folder, field, known.length), { mode: 0o600 })
    writing.push(pipeline(stream, to, { signal: broken.signal }))
  })
  try {
    await pipeline(paced(body, pace(limit.bytes), outOfPaceOf(limit.says)), reader)
    await Promise.all(writing)
  } catch (fault) {
    broken.abort()
    await Promise.allSettled(writing)
    throw fault
  }
  return { fields: Object.fromEntries(fields), names }
}

/** HOLDFAST_UPLOAD_PATIENCE: seconds in which some files must come, at a kilobyte a second at least. */
function pace(bytes: number): Pace {
  const seconds = Number(process.env['HOLDFAST_UPLOAD_PATIENCE'] || 30)
  return { most: bytes, seconds, least: 1024 * seconds }
}

const outOfPaceOf =
  (says: string) =>
  (wrong: OutOfPace): UploadRefused =>
    ({
      'too much': new UploadRefused(413, says),
      'too slow': new UploadRefused(408, tooSlow),
      'broken off': new UploadRefused(400, brokenOff),
    })[wrong]
