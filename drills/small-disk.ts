import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A disk of so many megabytes, in memory, that can be filled to its last byte and emptied again. */
export class SmallDisk {
  readonly path: string
  readonly #ballast: string
  #file: number | null = null

  private constructor(path: string) {
    this.path = path
    this.#ballast = join(path, 'ballast')
  }

  /** Null where this account may not make one. */
  static mounted(path: string, megabytes: number): SmallDisk | null {
    mkdirSync(path, { recursive: true })
    const { status } = spawnSync('mount', [
      '-t',
      'tmpfs',
      '-o',
      `size=${megabytes}m,mode=755`,
      'holdfast-drill',
      path,
    ])
    return status === 0 ? new SmallDisk(path) : null
  }

  /** Takes all the room there is; again and again, since others give some back. */
  fill(): void {
    this.#file ??= openSync(this.#ballast, 'a')
    for (const size of [4_194_304, 4096]) while (this.#took(size)) continue
  }

  #took(size: number): boolean {
    try {
      return writeSync(this.#file ?? -1, Buffer.alloc(size)) === size
    } catch (fault) {
      if (fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC') return false
      throw fault
    }
  }

  empty(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
    rmSync(this.#ballast, { force: true })
  }

  unmount(): void {
    this.empty()
    spawnSync('umount', ['--lazy', this.path])
  }
}
