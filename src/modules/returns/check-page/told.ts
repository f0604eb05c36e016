import type { CheckedFiles, Found } from '../on-file/found.ts'
import type { RuleCount } from '../on-file/summary.ts'

/** What a check came to, without the findings themselves: they lie in pages beside it, so that however many there are, few are in memory. */
export interface Told extends Omit<CheckedFiles, 'found'> {
  /** The files as findings count them from 1, each by its field and number among those given. */
  readonly files: readonly GivenFile[]
  readonly errors: number
  readonly queries: number
  /** Children of whom something was found. */
  readonly childrenFound: number
  readonly byRule: readonly ToldRule[]
}

/** A file by the field it was given in, and its place there, counted from 1. */
export interface GivenFile {
  readonly field: string
  readonly number: number
}

/** One rule, or one kind of thing in reading, that found something. Its place in the list is its number, from 0. */
export interface ToldRule extends RuleCount {
  /** The tables it stands in. */
  readonly tables: readonly string[]
}

/** A finding with every cell it stands at. */
export interface ToldFinding extends Omit<Found, 'table' | 'file' | 'line' | 'field' | 'ofLastYear'> {
  /** The number of its child, where it is about one. */
  readonly number: number | null
  readonly at: readonly Pick<Found, 'table' | 'file' | 'line' | 'field' | 'ofLastYear'>[]
}

/** A child of whom something was found; numbered from 1, those with the most errors first. */
export interface ToldChild {
  readonly number: number
  readonly child: string
  readonly errors: number
  readonly queries: number
  readonly findings: readonly ToldFinding[]
}

/** Findings of a rule, or children, on a page. */
export const onPage = 100
/** Pages of one rule's findings there are to look at; the files to download have them all. */
export const mostPages = 20
/** Findings of one child there are to look at. */
export const mostOfChild = 500

/** In how many parts the list of which child has which number is kept. */
const parts = 256

/** The part a child's id is in. */
export function partOf(child: string): number {
  let hash = 0
  for (let at = 0; at < child.length; at += 1) hash = (hash * 31 + child.charCodeAt(at)) >>> 0
  return hash % parts
}

/** Names of the files in which a check lies, in its folder. */
export const names = {
  told: 'told.json',
  rule: (rule: number, page: number): string => `rule-${rule}-${page}.json`,
  children: (page: number): string => `children-${page}.json`,
  numbers: (part: number): string => `numbers-${part}.json`,
  download: { csv: 'findings.csv', json: 'findings.json', xlsx: 'findings.xlsx' },
} as const

export type Download = keyof typeof names.download
