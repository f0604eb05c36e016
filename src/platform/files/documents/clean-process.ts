/*
 * Run by cleaned.ts in a process of its own, which may only read: what is in a document that somebody was sent may be meant to harm
 * whoever opens it. Reads the file named in its one argument; writes a line of JSON and then the document as it is to be kept.
 */
import { readFileSync } from 'node:fs'
import { FileRefused } from '../refused.ts'
import { clean } from './clean.ts'

const path = process.argv[2]
if (path === undefined) throw new Error('name the document')
try {
  const { kind, bytes } = await clean(readFileSync(path))
  process.stdout.write(`${JSON.stringify({ kind })}\n`)
  process.stdout.write(bytes)
} catch (fault) {
  if (!(fault instanceof FileRefused)) throw fault
  process.stdout.write(`${JSON.stringify({ refused: fault.message })}\n`)
}
