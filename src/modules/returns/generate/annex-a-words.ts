import { codeList, type CodeListId, type Column } from '../../return-files/index.ts'

/** How the lists of a workbook write a code: its letter and words, its letter and itself, or itself and its words (Ofsted's template). */
const byLetterAndWords: ReadonlySet<string> = new Set([
  'annex_a_permanence_plan',
  'care_leaver_eligibility',
  'annex_a_case_status',
  'annex_a_gender',
  'annex_a_yes_no_unknown',
  'annex_a_category_of_abuse',
  'annex_a_placement_location',
  'annex_a_suitability',
  'annex_a_leaving_adoption',
])
const byLetter: ReadonlySet<string> = new Set([
  'ethnicity',
  'placement_type',
  'placement_provider',
  'reason_episode_ceased',
  'care_leaver_in_touch',
])

/** A coded answer as the workbook has it; what is no code of its list stands as it is. */
export function worded({ kind, lists }: Column, text: string): string {
  if (kind === 'yesNo') return yesOrNo[text] ?? text
  if (kind !== 'code' || text === '') return text
  for (const id of lists ?? []) {
    const at = codeList(id).codes.findIndex(({ code }) => code === text)
    if (at >= 0) return wordsOf(id, at)
  }
  return text
}

const yesOrNo: Readonly<Record<string, string>> = { '1': 'a) Yes', '0': 'b) No' }

function wordsOf(id: CodeListId, at: number): string {
  const { code, label } = codeList(id).codes[at] ?? { code: '', label: null }
  if (byLetterAndWords.has(id)) return `${letter(at)}) ${label ?? code}`
  if (byLetter.has(id)) return `${letter(at)}) ${code}`
  return label === null ? code : `${code}: ${label}`
}

/** a to z, then a1, b1 and on. */
const letter = (at: number): string =>
  String.fromCharCode(97 + (at % 26)) + (at < 26 ? '' : String(Math.floor(at / 26)))
