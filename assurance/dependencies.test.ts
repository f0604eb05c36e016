import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const read = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
const { dependencies } = read('package.json') as { dependencies: Record<string, string> }
const { packages } = read('package-lock.json') as {
  packages: Record<string, { dev?: boolean; resolved?: string; integrity?: string }>
}
// The lock leaves an address out where it is the registry's own.
const registry = 'https://registry.npmjs.org/'
const used = Object.entries(packages).filter(([at, { dev }]) => at !== '' && dev !== true)

describe('the packages Holdfast uses at run time', () => {
  it('are at most 40, each of one exact version', () => {
    assert.ok(Object.keys(dependencies).length <= 40, `${Object.keys(dependencies).length}`)
    const loose = Object.entries(dependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    assert.deepEqual(loose, [])
  })

  it('come from the registry, by a digest of what they hold', () => {
    assert.ok(used.length > 100, `${used.length} packages`)
    const strange = used.filter(
      ([, { resolved, integrity }]) =>
        !(resolved ?? registry).startsWith(registry) || integrity?.startsWith('sha512-') !== true,
    )
    assert.deepEqual(
      strange.map(([at]) => at),
      [],
    )
  })

  it('have none that talks to a model', () => {
    const models =
      /openai|anthropic|langchain|ollama|huggingface|mistral|cohere|\bai-sdk|@ai-|bedrock|vertexai|genai/i
    assert.deepEqual(
      used.map(([at]) => at).filter((at) => models.test(at)),
      [],
    )
  })
})
