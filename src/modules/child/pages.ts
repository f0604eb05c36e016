import type { App } from '../../platform/web/app.ts'
import { chronologyPages } from './chronology/pages.ts'
import { clocksPages } from './clocks-page/pages.ts'
import { familyPages } from './family/pages.ts'
import { handoverPage } from './handover/pages.ts'
import { overviewPages } from './overview/pages.ts'
import { recordPage } from './record-view/pages.ts'
import { visitsPages } from './visits-page/pages.ts'

/** Every page of one child's story, and how every date is worked out. */
export async function pages(app: App): Promise<void> {
  overviewPages(app)
  chronologyPages(app)
  familyPages(app)
  visitsPages(app)
  recordPage(app)
  clocksPages(app)
  handoverPage(app)
}
