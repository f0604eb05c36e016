import {
  contacts,
  earlyHelp,
  referrals,
  assessments,
  section47,
  childrenInNeed,
  childProtection,
} from './annex-a-lists-1-7.ts'
import { childrenInCare, careLeavers, adoption, adopters } from './annex-a-lists-8-11.ts'
import type { RowOf } from './row.ts'

/** The eleven child-level lists of Ofsted's Annex A, 169 columns. */
export const annexA = {
  contacts,
  earlyHelp,
  referrals,
  assessments,
  section47,
  childrenInNeed,
  childProtection,
  childrenInCare,
  careLeavers,
  adoption,
  adopters,
} as const

export type AnnexAListName = keyof typeof annexA
export type AnnexARow<L extends AnnexAListName = AnnexAListName> = { [N in L]: RowOf<(typeof annexA)[N]> }[L]
