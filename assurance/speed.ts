import { atLeast, atMost, none } from './bounds.ts'
import type { Step } from './step.ts'

/** How fast: on cores that nobody else uses, or the figures say more of them than of Holdfast. */
export const speed: readonly Step[] = [
  {
    name: 'pages',
    asked:
      'The county of 60,000 at 100 arrivals a second for 180 s: p95 at most 100 ms in the server, no error',
    full: 'npm run -s bench -- pages 60000 180',
    short: 'npm run -s bench -- pages 1000 10',
    minutes: 180,
    figures: [
      atMost(100, 'ms p95', /half my work: .*?p95 ([\d.]+) ms/g),
      none('errors', /; (\d+) errors; driver/g),
      atMost(4, 'overview ÷ a bare page', /overview ÷ a bare page: ([\d.]+)/g),
      atMost(150, 'ms p95 of search', /^search: .*?p95 ([\d.]+) ms/gm),
      atMost(100, 'ms p95 of a visit saved', /^a visit saved: .*?p95 ([\d.]+) ms/gm),
    ],
  },
  {
    name: 'import',
    asked: 'Returns of 10,000 children: 10,000 rows a second; at most eight times a bare COPY',
    full: 'npm run -s bench -- import --times 3',
    short: 'npm run -s bench -- import --children 3000 --times 1',
    minutes: 60,
    figures: [
      atLeast(10_000, 'rows a second, both returns', /^\| both together(?: \|[^|]*){5} \| ([\d,]+)/gm),
      atMost(300, 'MB at most', /^\| both together(?: \|[^|]*){8} \| ([\d,]+)/gm),
      atMost(8, 'times a bare COPY', /^\| both together(?: \|[^|]*){10} \| ([\d,.]+)/gm),
    ],
  },
  {
    name: 'check',
    asked: 'Every rule over returns of 10,000 children: SSDA903 in half a second, the census in one',
    full: 'npm run -s bench -- returns --children 10000',
    short: 'npm run -s bench -- returns --children 10000 --runs 1',
    minutes: 30,
    figures: [
      atMost(500, 'ms, SSDA903', /^\| SSDA903(?: \|[^|]*){5} \| ([\d,]+)/gm),
      atMost(1000, 'ms, census', /^\| CIN census(?: \|[^|]*){5} \| ([\d,]+)/gm),
    ],
  },
  {
    name: 'keyboard',
    asked: 'What the return’s rules add to a save on the county of 60,000: p95 at most 25 ms',
    full: 'npm run -s bench -- keyboard 60000',
    short: 'npm run -s bench -- keyboard 1000',
    minutes: 180,
    figures: [atMost(25, 'ms p95', /^What they add, save by save: .*?([\d.]+) ms p95/gm)],
  },
  {
    name: 'notices',
    asked:
      '1,000 police notices of 2,400 people matched within 10 s on the county of 60,000; 95 in 100 planted proposed, none joined',
    full: 'npm run -s bench -- notices 60000',
    short: 'npm run -s bench -- notices 1000',
    minutes: 180,
    figures: [
      atMost(10, 's', /stored and matched: ([\d.]+) s/g),
      atLeast(95, '% of the planted proposed', /planted are proposed: ([\d.]+) %/g),
      none('joined to a record', /joined to a record: (\d+)/g),
    ],
  },
]
