import { asService } from '../src/platform/db/asking.ts'

/** `npm run bench -- pages|import|…`: each prints its figures with what they are compared to, and the counts of rows. */
const benches: Readonly<Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<void> }>>> =
  {
    pages: async () => import('./pages.ts'),
    import: async () => import('./import.ts'),
    notices: async () => import('./notices.ts'),
    returns: async () => import('./returns.ts'),
    keyboard: async () => import('./keyboard.ts'),
    board: async () => import('./board.ts'),
    trust: async () => import('./trust.ts'),
  }

const [name = '', ...args] = process.argv.slice(2)
const load = benches[name]
if (load === undefined) {
  console.error(`Name one of: ${Object.keys(benches).join(', ')}`)
  process.exitCode = 2
} else {
  await asService('what is measured is nobody’s question', async () => (await load()).run(args))
}
