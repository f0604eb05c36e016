import type { App } from '../../platform/web/app.ts'
import { masthead } from './masthead.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}

export async function pages(app: App): Promise<void> {
  const config = { audience: 'child.read', shows: 'child' } as const
  app.get<OneChild>('/children/:childId/overview', { config }, async (request, reply) =>
    reply.page({ title: 'Overview', masthead: await masthead(request, request.params.childId) }),
  )
}
