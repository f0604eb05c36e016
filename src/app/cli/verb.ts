import type { Setting } from '../setting.ts'
import type { OpenDatabase } from '../open-database.ts'

/** What a command ends with: done, done with findings, misused, or failed. */
export const exits = { done: 0, findings: 1, misuse: 2, fault: 3 } as const
export type Exit = (typeof exits)[keyof typeof exits]

/** One thing a command may be told beside its name. */
interface VerbOption {
  /** A word standing for its value, as FILE; without one the option is a switch. */
  readonly takes?: string
  readonly about: string
  readonly required?: boolean
  /** It may be given more than once. */
  readonly many?: true
}

export type VerbOptions = Readonly<Record<string, VerbOption>>

type ValueOf<O extends VerbOption> = O extends { takes: string }
  ? (O extends { many: true } ? readonly string[] : string) | undefined
  : boolean

/** What a verb is given. Values of options not given are undefined. */
export interface Told<O extends VerbOptions = VerbOptions> {
  readonly values: { readonly [K in keyof O]: ValueOf<O[K]> }
  /** What stood after the verb's name. */
  readonly words: readonly string[]
  readonly json: boolean
  readonly setting: Setting
  /** Writes a line of the answer. What is not the answer goes to `remark`. */
  readonly say: (line: string) => void
  /** Writes a line beside the answer: progress, warnings. */
  readonly remark: (line: string) => void
  /** Opens the database; it is let go when the verb ends. */
  readonly database: () => Promise<OpenDatabase>
}

/** One thing the command line can do. Its help is made from this. */
export interface Verb {
  readonly name: string
  readonly about: string
  /** Words after the name, as shown: `PATH…`. None may be given where this is missing. */
  readonly words?: string
  readonly options: VerbOptions
  readonly needs: 'database' | 'nothing'
  /** It goes on answering people, each as who they are: nothing in it sees every child but where it says so. */
  readonly answersPeople?: true
  readonly run: (told: Told) => Promise<Exit>
}

/** Declares a verb, its options typed for `run`. */
export const verb = <const O extends VerbOptions>(
  declared: Omit<Verb, 'options' | 'run'> & { options: O; run: (told: Told<O>) => Promise<Exit> },
): Verb =>
  // Told<O> says of each option what its own declaration says; the reader of arguments makes it so.
  declared as unknown as Verb
