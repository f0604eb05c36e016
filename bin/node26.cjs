// Plain JavaScript for any Node from 18 on: finds the Node the project runs on and hands over to it.
const { spawn } = require('node:child_process')
const { existsSync } = require('node:fs')
const { constants } = require('node:os')
const path = require('node:path')

const root = path.join(__dirname, '..')
const cache = path.join(process.env.HOLDFAST_DATA || path.join(root, 'var'), 'node-cache')

const serves = () =>
  Number(process.versions.node.split('.')[0]) >= 26 && typeof globalThis.Temporal === 'object'

function installed() {
  const file = process.platform === 'win32' ? ['node.exe'] : ['bin', 'node']
  const found = path.join(
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    ...file,
  )
  return (require.resolve.paths(found) || []).map((folder) => path.join(folder, found)).find(existsSync)
}

function tooOld() {
  console.error(
    `Holdfast needs Node 26; this is ${process.version} and none was installed beside it: run "npm install" here, or install Node 26 from nodejs.org.`,
  )
  process.exit(3)
}

function handOver(node, script) {
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: cache, ...process.env },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (fault) => {
    console.error(`Holdfast could not start ${node}: ${fault.message}`)
    process.exit(3)
  })
  child.on('exit', (code, signal) => process.exit(code === null ? 128 + constants.signals[signal] : code))
}

/** Runs `work` here when this Node will do, else runs the whole script again under one that will. */
exports.underNode26 = (script, work) => {
  if (serves()) {
    require('node:module').enableCompileCache(cache)
    // And whatever it starts: every test file is a process of its own, and most of them read the whole book.
    process.env.NODE_COMPILE_CACHE ??= cache
    return work()
  }
  const node = installed()
  return node === undefined ? tooOld() : handOver(node, script)
}
