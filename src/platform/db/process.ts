import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells this process from a later one that was given the same number; null when no such process runs.
 * A container starts every time with the same numbers, so a number alone proves nothing.
 */
export function identityOf(pid: number): string | null {
  if (process.platform === 'linux') return identityFromProc(pid)
  if (process.platform === 'win32') return alive(pid) ? String(pid) : null
  const started = ps(pid, 'lstart=')
  return started === '' ? null : `${pid} ${started}`
}

/** The command line of a running process; '' when it has ended or may not be asked. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return readQuietly(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
  return process.platform === 'win32' ? '' : ps(pid, 'command=')
}

/** The process that started another; null when it has ended or may not be asked. */
export function parentOf(pid: number): number | null {
  if (pid === process.pid) return process.ppid
  const stat = process.platform === 'linux' ? readQuietly(`/proc/${pid}/stat`) : ''
  const parent = stat === '' ? ps(pid, 'ppid=') : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  return parent === undefined || parent === '' ? null : Number(parent)
}

function identityFromProc(pid: number): string | null {
  const stat = readQuietly(`/proc/${pid}/stat`)
  // The name in brackets may hold spaces: state is the first field after it, the start time the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (stat === '' || fields[0] === 'Z') return null
  return `${pid} ${fields[19]} ${readQuietly('/proc/sys/kernel/random/boot_id').trim()}`
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function ps(pid: number, format: string): string {
  try {
    return execFileSync('ps', ['-o', format, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
