import { openPool } from './servers.ts'

/**
 * Makes, or brings up to date, the tables of the job queue in their own schema.
 *
 * @param url of the role that owns the tables: the application's may not make any
 */
export async function installQueue(url: string): Promise<void> {
  const { runMigrations, Logger } = await import('graphile-worker')
  const pgPool = openPool(url, { max: 2, application_name: 'holdfast queue' })
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) })
  } finally {
    await pgPool.end()
  }
}
