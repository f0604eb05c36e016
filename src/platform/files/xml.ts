import { SaxesParser } from 'saxes'
import { BrokenFile, HostileFile } from './refused.ts'

/** An element with everything beneath it. Names are without their prefix; attributes are not read. */
export interface XmlElement {
  readonly name: string
  /** The line its tag closes on; the first of the file is 1. */
  readonly line: number
  /** The text directly within it, as it stands. */
  text: string
  readonly elements: XmlElement[]
}

const deepest = 64
/** Elements and characters one element given out may hold: a child's whole history is under a thousandth of either. */
const mostElements = 200_000
const mostText = 1 << 20
/** Attributes of one element, and characters of one name, text, comment or instruction: a return has next to none of either. */
const mostAttributes = 1000
const longestPiece = 1 << 22

interface XmlReader {
  /** Reads the next piece of the file. */
  write(piece: string): void
  /** @throws BrokenFile if the file stops before its root element closes. */
  end(): void
}

/**
 * Reads XML and gives out, one at a time, each element that stands directly in a container. Containers are paths from the
 * root, as 'Message/Children'; an element that is itself a container is entered, not given out.
 *
 * @throws HostileFile on a DTD, an entity, more than 64 levels, an element of 200,000 elements, 1,000 attributes or a million
 * characters, or four million characters in which nothing begins or ends.
 * @throws BrokenFile when it is not well formed.
 */
export function xmlReader(
  containers: ReadonlySet<string>,
  onElement: (element: XmlElement) => void,
): XmlReader {
  const parser = new SaxesParser({ position: true })
  const open: XmlElement[] = []
  let path = ''
  let depth = 0
  let held = 0
  let attributes = 0
  /** Characters since anything began or ended: all of them are in memory. */
  let quiet = 0

  parser.on('doctype', () => {
    throw new HostileFile(
      'This file has a DTD (a DOCTYPE line), which no return needs and which can harm the reader. Remove it.',
    )
  })
  parser.on('error', (error) => {
    throw refusalOf(error)
  })
  const attribute = (): void => {
    quiet = 0
    attributes += 1
    if (attributes > mostAttributes)
      throw new HostileFile(
        `The element that opens on line ${parser.line} has more than ${mostAttributes} attributes. No return does.`,
      )
  }
  parser.on('attribute', attribute)
  parser.on('comment', () => void (quiet = 0))
  parser.on('processinginstruction', () => void (quiet = 0))
  parser.on('opentagstart', (tag) => {
    quiet = 0
    attributes = 0
    depth += 1
    if (depth > deepest)
      throw new HostileFile(`This file nests elements more than ${deepest} deep. No return does.`)
    const name = localName(tag.name)
    const parent = open.at(-1)
    const way = path === '' ? name : `${path}/${name}`
    if (!parent && containers.has(way)) {
      path = way
      return
    }
    held += 1
    if (held > mostElements)
      throw new HostileFile(
        `From line ${open[0]?.line ?? parser.line} one element holds more than ${mostElements} others. No return does.`,
      )
    const element = { name, line: parser.line, text: '', elements: [] }
    parent?.elements.push(element)
    open.push(element)
  })
  const within = (text: string): void => {
    quiet = 0
    const element = open.at(-1)
    if (!element) return
    element.text = element.text === '' ? text : element.text + text
    if (element.text.length > mostText)
      throw new HostileFile(
        `The element that opens on line ${element.line} holds over a million characters. No return does.`,
      )
  }
  parser.on('text', within)
  parser.on('cdata', within)
  parser.on('closetag', () => {
    quiet = 0
    depth -= 1
    const element = open.pop()
    if (!element) {
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')))
      return
    }
    if (open.length > 0) return
    held = 0
    onElement(element)
  })
  const write = (piece: string): void => {
    quiet += piece.length
    parser.write(piece)
    if (quiet > longestPiece)
      throw new HostileFile(
        `From line ${parser.line} on, four million characters hold no element. No return has as many.`,
      )
  }
  return { write, end: () => void parser.close() }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function refusalOf(error: Error): Error {
  if (/entity/i.test(error.message))
    return new HostileFile(
      'This file uses an entity of its own making (&name;), which no return needs and which can harm the reader.',
    )
  return new BrokenFile(
    `This XML is not well formed (${error.message}). It may have been cut short: export it again.`,
  )
}
