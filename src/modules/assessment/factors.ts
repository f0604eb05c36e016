/** What an assessment may find, as the children in need census codes it. Codes of every year since 2017 are kept: old returns come in too. */
export const factorCodes = [
  '1A',
  '1B',
  '1C',
  '2A',
  '2B',
  '2C',
  '3A',
  '3B',
  '3C',
  '4A',
  '4B',
  '4C',
  '5A',
  '5B',
  '5C',
  '6A',
  '6B',
  '6C',
  '7A',
  '8B',
  '8C',
  '8D',
  '8E',
  '8F',
  '9A',
  '10A',
  '11A',
  '12A',
  '13A',
  '14A',
  '15A',
  '16A',
  '17A',
  '18A',
  '18B',
  '18C',
  '19A',
  '19B',
  '19C',
  '20',
  '21',
  '22A',
  '23A',
  '24A',
] as const

const nowhereSince2022 = ['18A', '19A'] as const

/** The codes an assessment written today may use: physical and sexual abuse are told apart by who did it. */
export const currentFactors = factorCodes.filter(
  (code): code is Exclude<(typeof factorCodes)[number], (typeof nowhereSince2022)[number]> =>
    !(nowhereSince2022 as readonly string[]).includes(code),
)

/** Domestic abuse of the child, a parent or somebody else in the home. */
export const abuseFactors: readonly string[] = ['3A', '3B', '3C']
export const neglectFactor = '16A'
