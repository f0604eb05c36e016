import assert from 'node:assert/strict'
import type { Outcome } from '../record/record.ts'

/** The record that was written. @throws AssertionError with what refused it, where nothing was. */
export const idOf = (outcome: Outcome): string =>
  outcome.kind === 'done' ? outcome.recordId : assert.fail(JSON.stringify(outcome))

/** Why nothing was written: each rule, and after a space the answer at fault where it is one answer. None where it was written. */
export const refusals = (outcome: Outcome): string[] =>
  outcome.kind === 'refused' ? outcome.findings.map(({ rule, at }) => `${rule} ${at ?? ''}`.trim()) : []
