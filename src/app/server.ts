import type { RouteOptions } from 'fastify'
import { clocks } from './clocks.ts'
import { chapters, jobs } from './modules.ts'
import { buildApp, type App, type NavigationEntry, type Setting } from '../platform/web/app.ts'
import { masthead } from '../modules/child/index.ts'
import { beneath } from '../modules/documents/index.ts'

/** The main navigation, in the order the work goes. Each person sees what their role may open. */
const navigation: readonly NavigationEntry[] = [
  { text: 'My work', href: '/my-work', needs: 'my-work.read' },
  { text: 'Children who live with me', href: '/children-with-me', needs: 'placed.read' },
  { text: 'Front door', href: '/front-door', needs: 'front-door.read' },
  { text: 'Early help', href: '/early-help', needs: 'early-help.read' },
  { text: 'Endings', href: '/endings', needs: 'closure.propose' },
  { text: 'Oversight', href: '/oversight', needs: 'oversight.read' },
  { text: 'Measures', href: '/measures', needs: 'measures.read' },
  { text: 'Counts and trends', href: '/counts', needs: 'counts.read' },
  { text: 'Plans to authorise', href: '/plans-to-authorise', needs: 'plan.authorise' },
  { text: 'Conferences', href: '/conferences', needs: 'conference.arrange' },
  { text: 'Agencies', href: '/partners', needs: 'partners.read' },
  { text: 'Review campaigns', href: '/review-campaigns', needs: 'campaign.answer' },
  { text: 'Data quality', href: '/data-quality', needs: 'quality.read' },
  { text: 'Import', href: '/import', needs: 'import' },
  { text: 'Returns', href: '/returns', needs: 'import' },
  { text: 'Conflicts of interest', href: '/conflicts', needs: 'conflict.write' },
  { text: 'Who looked', href: '/who-looked', needs: 'looked.judge' },
  { text: 'Workforce', href: '/workforce', needs: 'workforce.write' },
  { text: 'Administration', href: '/administration', needs: 'administer' },
]

const clockNames = new Map(clocks.map(({ id, name }) => [id, name]))

/** The web server with every chapter's pages in it, ready to listen. `eachRoute` is told of every route as it is added. */
export async function buildServer(
  setting: Omit<Setting, 'navigation' | 'masthead' | 'beneath' | 'clockNames' | 'clocks' | 'jobs'>,
  eachRoute?: (route: RouteOptions) => void,
): Promise<App> {
  const app = buildApp({ ...setting, navigation, masthead, beneath, clockNames, clocks, jobs })
  if (eachRoute !== undefined) app.addHook('onRoute', eachRoute)
  for (const { pages } of chapters)
    if (pages !== undefined) await app.register(async (inner) => pages(inner as App))
  return app
}
