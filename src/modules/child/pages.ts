import type { App } from '../../platform/web/app.ts'
import { chronologyPages } from './chronology/pages.ts'
import { overviewPages } from './overview/pages.ts'

/** Every page of one child's story, and how every date is worked out. */
export async function pages(app: App): Promise<void> {
  overviewPages(app)
  chronologyPages(app)
}
