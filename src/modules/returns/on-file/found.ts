import type { Level } from '../rule.ts'

/** One cell a finding stands at, flat, as it is written to a file. A finding that stands at several cells is several of these. */
export interface Found {
  /** Counts findings from 1: the cells of one finding share it. */
  readonly finding: number
  /** Whether a rule found it, or the reading of the file. */
  readonly by: 'rule' | 'reading'
  /** The rule's code, or the kind of thing reading came upon. */
  readonly rule: string
  readonly level: Level
  /** The table as the return titles it; null where it is about a file or the return as a whole. */
  readonly table: string | null
  /** True when it stands in last year's return. */
  readonly ofLastYear: boolean
  /** The file it stands in, counted from 1. */
  readonly file: number | null
  /** The line of that file, counted from 1. */
  readonly line: number | null
  /** The column as the return spells it. */
  readonly field: string | null
  readonly child: string | null
  readonly message: string
}

/** Rows of one table that were read. */
export interface TableRead {
  readonly table: string
  readonly ofLastYear: boolean
  readonly rows: number
}

/** All that a check of a return's files comes to. */
export interface CheckedFiles {
  readonly of: 'ssda903' | 'cin'
  readonly year: number
  readonly tables: readonly TableRead[]
  /** Children in this year's return. */
  readonly children: number
  /** Rules in force for the year. */
  readonly rules: number
  /** Rules that lacked a table or a list they need, and so were not asked. */
  readonly passedOver: readonly string[]
  /** What was taken for granted, in a sentence each. */
  readonly remarks: readonly string[]
  readonly found: readonly Found[]
  /** Milliseconds spent in each part. */
  readonly took: { readonly reading: number; readonly rules: number }
}

/** The files given hold no return of the kind asked for, or too many. Says so in a sentence for whoever gave them. */
export class NotThatReturn extends Error {}
