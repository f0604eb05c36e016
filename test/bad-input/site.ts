import { fork } from 'node:child_process'
import { once } from 'node:events'
import { request, type ClientRequest } from 'node:http'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wordsOf } from '../../src/platform/testing/pages.ts'
import type { BadFile } from './good.ts'
import type { Measured, Serving } from './serve.ts'

/** The server, and what can be asked of it. */
export interface Site {
  readonly port: number
  readonly people: Serving['people']
  readonly childId: string
  readonly worker: Person
  /** Documents that were kept. */
  readonly kept: () => string[]
  readonly measure: () => Promise<Measured>
  /** Files of uploads that lie on its disk. */
  readonly left: () => string[]
  /** True until the process ends. */
  readonly lives: () => boolean
  readonly stop: () => Promise<void>
}

/** Starts it, with uploads in a folder of its own. @param patience seconds an upload may stand still */
export async function startSite(patience: number): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bad-'))
  const kept = mkdtempSync(join(tmpdir(), 'holdfast-kept-'))
  const child = fork(join(import.meta.dirname, 'serve.ts'), {
    env: {
      ...process.env,
      HOLDFAST_UPLOADS: folder,
      HOLDFAST_KEPT: kept,
      HOLDFAST_UPLOAD_PATIENCE: String(patience),
    },
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error('The server ended before it listened')
  })
  const [serving] = (await Promise.race([once(child, 'message'), ended])) as [Serving]
  ended.catch(() => undefined)
  return {
    ...serving,
    measure: async () => {
      const answer = once(child, 'message')
      child.send('measure')
      const [measured] = (await answer) as [Measured]
      return measured
    },
    left: () => filesIn(folder),
    kept: () => filesIn(kept),
    lives: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      const ended = once(child, 'exit')
      child.send('stop')
      await ended
      for (const each of [folder, kept]) rmSync(each, { recursive: true, force: true })
    },
  }
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    : []

export type Person = Serving['people'][number]

/** What became of files that were given. */
export interface Outcome {
  readonly status: number
  readonly title: string
  readonly words: string
  /** The page it stands on. */
  readonly at: string
}

/** Gives files on a page, and asks as a browser does until it is over. */
export async function give(
  { port }: Site,
  { cookie, csrf }: Person,
  page: '/import' | '/returns/check',
  files: readonly BadFile[],
): Promise<Outcome> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ _csrf: csrf, year: '2026' })) form.append(name, value)
  for (const { name, content } of files) form.append('files', new Blob([new Uint8Array(content)]), name)
  const site = `http://127.0.0.1:${port}`
  const given = await fetch(`${site}${page}`, {
    method: 'POST',
    body: form,
    headers: { cookie },
    redirect: 'manual',
  })
  if (given.status !== 303) return outcome(given, page)
  const at = given.headers.get('location') ?? ''
  for (;;) {
    const answer = await fetch(`${site}${at}`, { headers: { cookie }, redirect: 'manual' })
    if (answer.headers.get('refresh') === null) return outcome(answer, at)
    await answer.text()
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

async function outcome(answer: Response, at: string): Promise<Outcome> {
  const page = await answer.text()
  const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? page
  const title = wordsOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? '').trim()
  return { status: answer.status, title, words: wordsOf(main), at }
}

/** Leaves what is held, as its own button does. */
export async function leave({ port }: Site, { cookie, csrf }: Person, at: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}${at}/leave`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ _csrf: csrf }),
    redirect: 'manual',
  })
}

/** Asks by hand, so that what a browser would never send can be sent. Gives the answer's status and words, or null where there was none. */
export function sendByHand(
  { port }: Site,
  { cookie }: Person,
  headers: Readonly<Record<string, string>>,
  write: (request: ClientRequest) => void,
  path = '/import',
): Promise<{ readonly status: number; readonly words: string } | null> {
  return new Promise((resolve) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path,
      headers: { cookie, ...headers },
    })
    asked.on('response', (answer) => {
      let page = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => (page += piece))
      const over = (): void => resolve({ status: answer.statusCode ?? 0, words: wordsOf(page) })
      answer.on('end', over)
      answer.on('error', over)
    })
    asked.on('error', () => resolve(null))
    write(asked)
  })
}

/** The beginning of a form with one file in it, whose end is still to come. */
export const beginning = ({ csrf }: Person): string =>
  `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n--x\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\n\r\nCHILD,SEX,DOB\r\n`
export const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
