import type { Actor } from '../../platform/access/policy.ts'
import type { Book } from '../../platform/record/book.ts'
import { newId } from '../../platform/record/new-id.ts'
import { removeUpload, withNames, type Upload } from '../../platform/web/upload.ts'
import { FileRefused, openSubmission } from '../return-files/index.ts'
import { ourAuthority } from './queries.ts'
import { runImport, type ImportOutcome } from './run-import.ts'
import type { Summary } from './summary.ts'

/** Files given on the page, from when they come until they are read in or left. */
interface Held {
  readonly id: string
  readonly actorId: string
  readonly folder: string
  /** What the files were called, in the order they are numbered. */
  readonly names: readonly string[]
  state:
    | { readonly kind: 'reading' }
    | { readonly kind: 'previewed'; readonly summary: Summary }
    | { readonly kind: 'committing' }
    | { readonly kind: 'done'; readonly importId: string; readonly already: boolean }
    | { readonly kind: 'refused'; readonly why: string }
}

const held = new Map<string, Held>()

/** What is held under this id for this person; undefined when it is not theirs, or the server has started since. */
export const heldBy = (actor: Actor, id: string): Held | undefined => {
  const found = held.get(id)
  return found?.actorId === actor.id ? found : undefined
}

/** Holds files and begins to work out what they would bring. The id is that of the import they will be. */
export function hold(book: Book, actor: Actor, { folder, names }: Upload): Held {
  const files = [...names.values()].flat()
  const one: Held = { id: newId(), actorId: actor.id, folder, names: files, state: { kind: 'reading' } }
  held.set(one.id, one)
  void work(book, one, true)
  return one
}

/** Reads in what was shown. A second press changes nothing. */
export function commit(book: Book, one: Held): void {
  if (one.state.kind !== 'previewed') return
  one.state = { kind: 'committing' }
  void work(book, one, false)
}

/** Leaves the files unread, and takes them off the disk. */
export async function leave(one: Held): Promise<void> {
  held.delete(one.id)
  await removeUpload(one)
}

/** The files are off the disk before anybody is told that it is over. */
async function work(book: Book, one: Held, preview: boolean): Promise<void> {
  const state = await workedOut(book, one, preview)
  if (state.kind !== 'previewed') await removeUpload(one)
  one.state = state
}

async function workedOut(book: Book, one: Held, preview: boolean): Promise<Held['state']> {
  try {
    const code = (await ourAuthority(book.db))?.code ?? null
    const submission = await openSubmission([one.folder], code === null ? {} : { authority: code })
    const options = { preview, actorId: one.actorId, importId: one.id }
    return stateAfter(await runImport(book, submission, options))
  } catch (fault) {
    return {
      kind: 'refused',
      why: fault instanceof FileRefused ? withNames(fault.message, one.names) : ourFault,
    }
  }
}

const ourFault =
  'Something went wrong while the files were read, and nothing of them was kept. Try again, and tell whoever looks after Holdfast if it happens again.'

function stateAfter(outcome: ImportOutcome): Held['state'] {
  if (outcome.kind === 'previewed') return { kind: 'previewed', summary: outcome.summary }
  return { kind: 'done', importId: outcome.importId, already: outcome.kind === 'already' }
}
