import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Writes files into a folder of their own, and gives the folder. It is taken away when the tests of the file are over. */
export function filesOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-returns-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** One child of a census: the elements within `Child`, as the return spells them. */
interface CensusChild {
  readonly id: string
  readonly upn?: string
  readonly born?: string
  readonly sex?: string
  /** What stands in `CINdetails`, one string an episode. */
  readonly episodes?: readonly string[]
}

/** A children in need census of 31 March of the year. */
export const census = (year: number, children: readonly CensusChild[], lea = '825'): string => `<Message>
<Header><CollectionDetails><Collection>CIN</Collection><Year>${year}</Year>
<ReferenceDate>${year}-03-31</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>${lea}</LEA></Source></Header>
<Children>
${children.map(childElement).join('\n')}
</Children></Message>`

const childElement = ({
  id,
  upn,
  born = '2015-05-04',
  sex = 'F',
  episodes = [],
}: CensusChild): string => `<Child>
<ChildIdentifiers><LAchildID>${id}</LAchildID>
${upn === undefined ? '' : `<UPN>${upn}</UPN>`}
<PersonBirthDate>${born}</PersonBirthDate>
<Sex>${sex}</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
${episodes.map((episode) => `<CINdetails>\n${episode}\n</CINdetails>`).join('\n')}
</Child>`

/** An element to a line, so that what is found in one can be told from its neighbours. */
export const elements = (cells: Readonly<Record<string, string>>): string =>
  Object.entries(cells)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('\n')

/** The episodes file of the looked-after return: CHILD, DECOM, RNE, LS, CIN, PLACE, PLACE_PROVIDER, DEC, REC of each. */
export const episodesCsv = (rows: readonly (readonly string[])[]): string =>
  csv(
    'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
    rows.map((row) => [...row, ...Array.from({ length: 13 - row.length }, () => '')]),
  )

/** The header file of the looked-after return: CHILD, SEX, DOB, ETHNIC, UPN of each. */
export const headerCsv = (rows: readonly (readonly string[])[]): string =>
  csv(
    'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
    rows.map((row) => [...row, ...Array.from({ length: 7 - row.length }, () => '')]),
  )

const csv = (head: string, rows: readonly (readonly string[])[]): string =>
  `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`
