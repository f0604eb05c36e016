import { writeFileSync } from 'node:fs'
import { accessPage } from './access-page.ts'
import { alerts, alertsPage } from './alerts-page.ts'
import { clocks } from './clocks.ts'
import { clocksPage } from './clocks-page.ts'
import { feedsOf } from './feeds.ts'
import { duties, queueClocks } from './modules.ts'
import { citing, sourcesPage } from './sources.ts'

/** The pages under `docs/` that are made from the record's own words, by file name. */
export const generatedPages = (): Readonly<Record<string, string>> => ({
  'access.md': accessPage(),
  'alerts.md': alertsPage(alerts()),
  'clocks.md': clocksPage(clocks, feedsOf(duties, queueClocks)),
  'sources.md': sourcesPage(citing),
})

/** Where the pages are kept. */
export const docs = new URL('../../docs/', import.meta.url)

if (import.meta.main)
  for (const [name, page] of Object.entries(generatedPages())) writeFileSync(new URL(name, docs), page)
