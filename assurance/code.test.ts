import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

/*
 * What the whole of the product does not do, or does in named places alone (ASVS 5.0.0). Each look is tried on a line that does it: one that
 * finds nothing there finds nothing anywhere.
 */
const root = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const product = globSync('src/**/*.{ts,js}', { cwd: root })
  .filter((file) => !/\.test\.|\.testing\.|platform\/testing\//.test(file))
  .map((file) => ({ file, text: read(file) }))
const inBrowser = product.filter(({ file }) => file.endsWith('.js'))

/** The files where a pattern is met, after it has been met in the line that must be found. */
function where(pattern: RegExp, planted: string, files = product): string[] {
  assert.match(planted, pattern)
  return files.filter(({ text }) => pattern.test(text)).map(({ file }) => file)
}

describe('the code of the product', () => {
  it('is read whole', () => {
    assert.ok(product.length > 500, `${product.length} files`)
    assert.ok(inBrowser.length >= 2)
  })

  it('starts its own programs alone, each by a list of words and none by a shell', () => {
    assert.deepEqual(where(/shell: ?true|\bexec(Sync)?\(`|\bexecSync\(/, 'spawn(name, { shell: true })'), [])
    const imports = product.flatMap(({ text }) =>
      [...text.matchAll(/import \{([^}]*)\} from 'node:child_process'/g)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.replace('type ', '').trim()),
      ),
    )
    assert.deepEqual([...new Set(imports)].toSorted(), ['ChildProcess', 'execFileSync', 'spawn'])
  })

  it('takes no text for a program', () =>
    assert.deepEqual(
      where(/\beval\(|new Function\(|node:vm'|set(Timeout|Interval)\(['"`]/, 'const f = new Function(text)'),
      [],
    ))

  it('builds no expression of what is typed, but with its signs escaped', () => {
    const built = product.flatMap(({ text }) =>
      [...text.matchAll(/new RegExp\((.*)/g)].flatMap(([, rest = '']) =>
        [...rest.matchAll(/\$\{([^}]*)\}/g)].map(([, of = '']) => of),
      ),
    )
    const ours = ['monthWord', 'uuid', 'idPattern']
    assert.deepEqual(
      built.filter((of) => !of.startsWith('RegExp.escape(') && !ours.includes(of)),
      [],
    )
  })

  it('asks others where the operator says whom, and nowhere else', () =>
    assert.deepEqual(
      where(
        /(?<![.\w])fetch\(|'node:(https?|tls|http2)'|from 'undici'|'nodemailer'|import\('openid-client'\)/,
        'await fetch(link)',
        product.filter(({ file }) => file.endsWith('.ts')),
      ).toSorted(),
      [
        'src/modules/dfe-api/send.ts',
        'src/modules/sign-in/council.ts',
        'src/platform/post/notify.ts',
        'src/platform/post/smtp.ts',
      ],
    ))

  it('follows nobody to another address with a key in its hand', () => {
    const asks = product
      .filter(({ file }) => file.endsWith('.ts'))
      .flatMap(({ file, text }) =>
        [...text.matchAll(/(?<![.\w])fetch\([^;]*/g)].map(([asked]) => ({ file, asked })),
      )
    assert.equal(asks.length, 2)
    assert.deepEqual(
      asks.filter(({ asked }) => !/redirect: '(manual|error)'/.test(asked)).map(({ file }) => file),
      [],
    )
  })

  it('holds every certificate to its authority', () =>
    assert.deepEqual(
      where(
        /rejectUnauthorized: ?false|NODE_TLS_REJECT|checkServerIdentity/,
        '{ rejectUnauthorized: false }',
      ),
      [],
    ))

  it('draws no chance but from the secure generator, and has no cipher of its own', () => {
    assert.deepEqual(where(/Math\.random/, 'Math.random()'), [])
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    assert.deepEqual(
      Object.keys(dependencies).filter((name) => /crypt|argon|forge|nacl|sodium|aes|sha\d/i.test(name)),
      [],
    )
    assert.deepEqual(where(/from '(?!node:)[^'.]*crypt[^']*'/, "import aes from 'some-crypto'"), [])
  })

  it('locks and digests by nothing of less than 128 bits', () => {
    const asked = product.flatMap(({ text }) =>
      [
        ...text.matchAll(
          /(createHash|createHmac|createCipheriv|createDecipheriv|generateKeyPairSync|hkdfSync|diffieHellman)\(\s*(['"\w-]+)/g,
        ),
      ].map(([, by = '', what = '']) => `${by} ${what.replaceAll("'", '')}`),
    )
    assert.deepEqual(
      new Set(asked),
      new Set([
        'createCipheriv aes-256-gcm',
        'createCipheriv cipherName',
        'createDecipheriv aes-256-gcm',
        'createDecipheriv cipherName',
        'createHash sha256',
        'createHash sha512',
        'createHmac sha256',
        'generateKeyPairSync x25519',
        'hkdfSync sha256',
      ]),
    )
    const named = product.flatMap(({ text }) =>
      [...text.matchAll(/cipherName = '([^']+)'/g)].map(([, is]) => is),
    )
    assert.deepEqual(named, ['aes-256-gcm', 'aes-256-gcm'])
  })

  it('keeps nothing in the browser but its cookie', () =>
    assert.deepEqual(
      where(
        /localStorage|sessionStorage|indexedDB|serviceWorker|caches\.(open|match)|document\.cookie/,
        "localStorage.setItem('name', name)",
      ),
      [],
    ))

  it('needs no dead technology in the browser', () =>
    assert.deepEqual(
      where(/<(applet|object|embed|frameset|marquee)\s+\w+=|ActiveX|x-shockwave/, '<object data="x.swf">'),
      [],
    ))
})
