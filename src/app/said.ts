import { writeSync } from 'node:fs'

/**
 * Writes what the process says of itself, whole lines to where it stands open: 1 is its answers and log, 2 its remarks. A line that cannot be
 * written is lost, and nothing else is: a log on a full disk is no reason to end a server that people are at work in.
 */
export const saidTo =
  (where: number) =>
  (lines: string): void => {
    try {
      writeSync(where, lines)
    } catch {
      // There is nobody left to say it to.
    }
  }
