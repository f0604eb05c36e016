/** A file that is not read, with the reason a person would give. The whole submission stops: nothing of it is kept. */
export class FileRefused extends Error {
  override readonly name: string = 'FileRefused'
}

/** A file whose structure could harm whoever reads it: entities, deep nesting, bombs, NUL bytes, sheer size. */
export class HostileFile extends FileRefused {
  override readonly name = 'HostileFile'
}

/** A file that stops being what it says it is: cut short, or not well formed. */
export class BrokenFile extends FileRefused {
  override readonly name = 'BrokenFile'
}
