import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readArguments } from './cli/arguments.ts'
import { helpOf } from './cli/help.ts'
import { verbs } from './cli/verbs.ts'
import { Misuse } from './misuse.ts'
import { root } from './setting.ts'

interface Ended {
  readonly code: number
  readonly out: string
  readonly remarks: string
}

function holdfast(words: readonly string[], surroundings: Record<string, string> = {}): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>()
  const env = { ...process.env, ...surroundings }
  const child = execFile(
    process.execPath,
    [join(root, 'bin/holdfast'), ...words],
    { env },
    (_, out, remarks) => resolve({ code: child.exitCode ?? -1, out, remarks }),
  )
  return promise
}

describe('the command line', () => {
  it('shows every verb when asked for nothing', async () => {
    const { code, out } = await holdfast([])
    assert.equal(code, 0)
    assert.match(out, /holdfast user add/)
  })

  it('makes the help of a verb from its declaration', async () => {
    const { code, out } = await holdfast(['user', 'add', '--help'])
    assert.equal(code, 0)
    assert.match(out, /holdfast user add --role ROLE --name NAME --sign-in WHO/)
    assert.match(out, /--team TEAM +the name of their team/)
    assert.match(out, /--json +answer as JSON/)
  })

  for (const [mistake, words, sentence] of [
    ['an unknown verb', ['usr'], 'holdfast: there is no "usr". See: holdfast usr --help\n'],
    [
      'an unknown second word',
      ['user', 'remove'],
      'holdfast: there is no "user remove". See: holdfast user remove --help\n',
    ],
    [
      'a file that is not there',
      ['import', 'nowhere.xml'],
      'holdfast: there is nothing at nowhere.xml. See: holdfast import --help\n',
    ],
    [
      'an unknown option',
      ['user', 'list', '--all'],
      "holdfast: Unknown option '--all'. See: holdfast user list --help\n",
    ],
    [
      'a missing option',
      ['user', 'add', '--role', 'ADM'],
      'holdfast: user add needs --name NAME. See: holdfast user add --help\n',
    ],
    [
      'a word where none is taken',
      ['user', 'list', 'me'],
      'holdfast: "me" is not something user list takes. See: holdfast user list --help\n',
    ],
  ] as const) {
    it(`ends with 2 and one sentence at ${mistake}`, async () => {
      assert.deepEqual(await holdfast(words), { code: 2, out: '', remarks: sentence })
    })
  }

  it('has help, JSON and a refusal of what it does not know for every verb', async () => {
    for (const [name, load] of Object.entries(verbs)) {
      const verb = await load()
      assert.equal(verb.name, name)
      assert.match(helpOf(verb), /--json +\S[^]*--help +show this/, name)
      assert.equal(readArguments(verb, ['--help']).help, true, name)
      assert.throws(() => readArguments(verb, ['--no-such-option']), Misuse, name)
    }
  })

  it('ends with 2 when the surroundings make no sense', async () => {
    const { code, remarks } = await holdfast(['user', 'list'], { PORT: 'tomorrow' })
    assert.equal(code, 2)
    assert.match(remarks, /PORT is tomorrow: it must be a number/)
  })

  it('ends with 3 and no stack when the server does not answer, and says it in JSON when asked', async () => {
    const { code, out, remarks } = await holdfast(['user', 'list', '--json'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    })
    assert.equal(code, 3)
    assert.equal(remarks.trim().split('\n').length, 1)
    assert.deepEqual(Object.keys(JSON.parse(out)), ['error'])
  })
})
