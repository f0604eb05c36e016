import type { EventKind } from '../../../platform/web/holdfast/chronology.ts'
import { text } from './coded.ts'

/** Who told us, in a word: the return's labels are for statisticians. */
export function sourceWords(value: unknown): { readonly category: string; readonly sign: EventKind } {
  const code = text(value) ?? ''
  const found = sources.find(([start]) => code.startsWith(start) && code !== '')
  return { category: found?.[1] ?? 'Source not known', sign: found?.[2] ?? 'other' }
}

const sources: readonly (readonly [string, string, EventKind])[] = [
  ['10', 'Source not known', 'other'],
  ['1A', 'Family', 'home'],
  ['1', 'Somebody who knows the child', 'other'],
  ['2', 'School', 'school'],
  ['3', 'Health', 'health'],
  ['4', 'Housing', 'home'],
  ['5', 'Council', 'other'],
  ['6', 'Police', 'police'],
  ['7', 'Court or other legal agency', 'decision'],
  ['8', 'Other', 'other'],
  ['9', 'Anonymous', 'other'],
]
