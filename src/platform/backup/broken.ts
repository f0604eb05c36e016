/** The backup is not one, is cut short, or was altered. */
export class BrokenBackup extends Error {
  override readonly name = 'BrokenBackup'
}
