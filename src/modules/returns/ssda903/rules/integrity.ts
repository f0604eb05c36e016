import type { Ssda903Table } from '../../../return-files/index.ts'
import { childRule, rulesOf } from '../declare.ts'

type WithBirth = 'ad1' | 'placedAdoption' | 'missing' | 'oc2' | 'oc3' | 'prevPerm' | 'reviews' | 'uasc'

const inHeader = (id: string, table: Exclude<Ssda903Table, 'header'>) =>
  rulesOf(table)(id, {
    reads: ['child'],
    also: { header: ['child'] },
    says: 'This child is not in the header list.',
    breaks: (_, { header }) => header.length === 0,
  })

const sameBirth = (id: string, table: WithBirth) =>
  rulesOf(table)(id, {
    reads: ['dob'],
    also: { header: ['dob'] },
    says: 'The date of birth is not the one in the header list.',
    breaks: ({ dob }, { header }) =>
      dob !== null && header.some((row) => row.dob !== null && row.dob !== dob),
  })

const onlyOnce = (id: string, table: Ssda903Table) =>
  rulesOf(table)(id, {
    reads: ['child'],
    says: 'A child stands once in this list, and this one stands more often.',
    breaks: (_, child) => child[table].length > 1,
  })

/** SEX was 1 and 2 until 2023/24. */
export const asLetter = (sex: string | null): string | null => (sex === '1' ? 'M' : sex === '2' ? 'F' : sex)

const others = ['placedAdoption', 'missing', 'reviews', 'ad1', 'prevPerm', 'oc2'] as const

export const integrityRules = [
  inHeader('INT01', 'ad1'),
  inHeader('INT02', 'placedAdoption'),
  inHeader('INT03', 'episodes'),
  inHeader('INT04', 'missing'),
  inHeader('INT05', 'oc2'),
  inHeader('INT06', 'oc3'),
  inHeader('INT07', 'prevPerm'),
  inHeader('INT08', 'reviews'),
  inHeader('INT09', 'uasc'),
  sameBirth('INT11', 'ad1'),
  sameBirth('INT12', 'placedAdoption'),
  sameBirth('INT13', 'missing'),
  sameBirth('INT14', 'oc2'),
  sameBirth('INT15', 'oc3'),
  sameBirth('INT16', 'prevPerm'),
  sameBirth('INT17', 'reviews'),
  sameBirth('INT18', 'uasc'),
  rulesOf('uasc')('INT21', {
    reads: ['sex'],
    also: { header: ['sex'] },
    says: 'The sex is not the one in the header list.',
    breaks: ({ sex }, { header }) =>
      sex !== null && header.some((row) => row.sex !== null && asLetter(row.sex) !== asLetter(sex)),
  }),
  onlyOnce('INT31', 'ad1'),
  onlyOnce('INT32', 'header'),
  onlyOnce('INT33', 'oc2'),
  onlyOnce('INT34', 'oc3'),
  onlyOnce('INT35', 'prevPerm'),
  onlyOnce('INT36', 'uasc'),
  rulesOf('header')('EPI', {
    reads: ['child'],
    also: { episodes: ['child'], oc3: ['child'] },
    mayLack: ['oc3'],
    says: 'This child has no episode and is no care leaver.',
    breaks: (_, { episodes, oc3 }) => episodes.length === 0 && oc3.length === 0,
  }),
  rulesOf('header')('442', {
    reads: ['upn'],
    also: { episodes: ['ls'] },
    says: 'Give the UPN, or UN1 to UN5: the child is looked after other than in short breaks.',
    breaks: ({ upn }, { episodes }) => upn === null && episodes.some(({ ls }) => ls !== 'V3' && ls !== 'V4'),
  }),
  childRule('1012', {
    reads: {
      episodes: ['child'],
      placedAdoption: ['child'],
      missing: ['child'],
      reviews: ['child'],
      ad1: ['child'],
      prevPerm: ['child'],
      oc2: ['child'],
    },
    marks: others,
    mayLack: others,
    says: 'The child has no episode this year, so nothing is returned but care leaver answers.',
    find(child, mark) {
      if (child.episodes.length === 0) for (const table of others) child[table].forEach(mark)
    },
  }),
]
