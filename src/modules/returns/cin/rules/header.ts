import { mark, wholeRule } from '../declare.ts'

export const headerRules = [
  wholeRule('100', {
    reads: { header: ['referenceDate', 'year'] },
    says: 'The reference date must be there, and be 31 March of the census year.',
    find: ({ headers, year }, report) => {
      if (headers.length === 0) report()
      for (const header of headers)
        if (header.referenceDate !== `${header.year ?? year.ends}-03-31`)
          report(mark(header, 'referenceDate'))
    },
  }),
]
