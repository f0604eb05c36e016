import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../../../platform/access/policy.ts'
import type { Db } from '../../../platform/db/database.ts'
import { newId } from '../../../platform/record/new-id.ts'
import { removeUpload, type Upload } from '../../../platform/web/upload.ts'
import { askForCheck, ourFault, type Stage } from './ask.ts'
import { givenIn } from './sort-files.ts'
import { names, onPage, partOf, type GivenFile, type Told, type ToldChild, type ToldFinding } from './told.ts'

/** A check somebody asked for on the page, until they leave it or its hour is over. */
export interface HeldCheck {
  readonly id: string
  readonly actorId: string
  readonly upload: Upload
  readonly year: number
  /** Whether the files themselves are held after the check, to be read in. */
  readonly keepsFiles: boolean
  readonly askedAt: number
  state:
    | { readonly kind: 'checking'; readonly stage: Stage }
    | { readonly kind: 'checked'; readonly told: Told }
    | { readonly kind: 'refused'; readonly why: string; readonly file: string | null }
  readonly ending: AbortController
}

/** Milliseconds what was found is held, and files where that was asked for. */
const longest = 60 * 60_000

const held = new Map<string, HeldCheck>()

/** What is held under this id for this person; undefined when it is not theirs, or is no longer held. */
export const checkBy = (actor: Actor, id: string): HeldCheck | undefined => {
  const found = held.get(id)
  return found?.actorId === actor.id ? found : undefined
}

/** Begins a check. The one this person asked for before goes. */
export async function holdCheck(
  db: Db,
  actor: Actor,
  given: Pick<HeldCheck, 'upload' | 'year' | 'keepsFiles'>,
): Promise<HeldCheck> {
  for (const before of held.values()) if (before.actorId === actor.id) await leaveCheck(before)
  const authority = await db.selectFrom('authority').select('code').executeTakeFirst()
  const one: HeldCheck = {
    ...given,
    id: newId(),
    actorId: actor.id,
    askedAt: performance.now(),
    state: { kind: 'checking', stage: 'waiting' },
    ending: new AbortController(),
  }
  held.set(one.id, one)
  setTimeout(() => void leaveCheck(one), longest).unref()
  void work(one, authority?.code ?? null)
  return one
}

/** Ends a check and takes everything of it off the disk. */
export async function leaveCheck(one: HeldCheck): Promise<void> {
  held.delete(one.id)
  one.ending.abort()
  await removeUpload(one.upload)
}

/** Hands over the files of a check whose files were held, to be read in; null when there are none. What was found of them goes. */
export async function takeChecked(actor: Actor, id: string): Promise<Upload | null> {
  const one = checkBy(actor, id)
  if (one === undefined || one.state.kind !== 'checked' || !one.keepsFiles) return null
  held.delete(one.id)
  const { folder, names: called } = one.upload
  for (const other of ['made', 'providers', 'postcodes'])
    await rm(join(folder, other), { recursive: true, force: true })
  return { folder, names: new Map([...called].filter(([field]) => field === 'files' || field === 'last')) }
}

/** The files are off the disk before anybody is told that it is over. */
async function work(one: HeldCheck, authority: string | null): Promise<void> {
  const { upload, year, ending } = one
  const onStage = (stage: Stage): void => void (one.state = { kind: 'checking', stage })
  const asked = { folder: upload.folder, year, authority, onStage, signal: ending.signal }
  // Nobody waits for this: a fault that got out of it would stop the server.
  const why = await askForCheck(asked).catch(() => ({ refused: ourFault, file: null }))
  if (ending.signal.aborted) return removeUpload(upload)
  if (why !== null) {
    await removeUpload(upload)
    one.state = { kind: 'refused', why: why.refused, file: why.file === null ? null : nameOf(one, why.file) }
    return
  }
  const told = await read<Told>(one, names.told)
  if (!one.keepsFiles)
    for (const field of givenIn) await rm(join(upload.folder, field), { recursive: true, force: true })
  one.state =
    told === null
      ? { kind: 'refused', why: 'What was found could not be read. Give the files again.', file: null }
      : { kind: 'checked', told }
}

/** What a file was called by whoever gave it. */
export const nameOf = ({ upload }: HeldCheck, { field, number }: GivenFile): string =>
  upload.names.get(field)?.[number - 1] ?? `File ${number}`

/** Written by `tell`, in these shapes. */
async function read<T>({ upload }: HeldCheck, name: string): Promise<T | null> {
  const text = await readFile(join(upload.folder, 'made', name), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as T)
}

/** A page of the findings of a rule, by its place in the list; null where there is none. */
export const findingsOfRule = (
  one: HeldCheck,
  rule: number,
  page: number,
): Promise<readonly ToldFinding[] | null> => read(one, names.rule(rule, page))

/** A page of the children of whom something was found; null where there is none. */
export const childrenFound = (one: HeldCheck, page: number): Promise<readonly ToldChild[] | null> =>
  read(one, names.children(page))

/** A child by their number. */
export async function childNumbered(one: HeldCheck, number: number): Promise<ToldChild | null> {
  const page = await childrenFound(one, Math.ceil(number / onPage))
  return page?.find((child) => child.number === number) ?? null
}

/** The number of the child with this id in the return; null where nothing was found of them. */
export async function numberOf(one: HeldCheck, child: string): Promise<number | null> {
  const part = await read<[string, number][]>(one, names.numbers(partOf(child)))
  return part?.find(([id]) => id === child)?.[1] ?? null
}
