// The part of pdfkit that the prints use; the package ships no types.
declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  interface TextOptions {
    readonly width?: number
    readonly continued?: boolean
    readonly indent?: number
    readonly align?: 'left' | 'right'
    readonly lineBreak?: boolean
  }
  interface Element {
    add(child: Element): Element
    end(): Element
  }
  class PDFDocument extends Readable {
    constructor(options: Readonly<Record<string, unknown>>)
    readonly x: number
    y: number
    readonly page: {
      readonly width: number
      readonly height: number
      readonly margins: { readonly bottom: number }
    }
    struct(type: string, content?: (() => void) | readonly (() => void)[]): Element
    addStructure(element: Element): this
    font(name: string): this
    fontSize(points: number): this
    fillColor(colour: string): this
    moveDown(lines?: number): this
    text(words: string, options?: TextOptions): this
    text(words: string, x: number, y: number, options?: TextOptions): this
    addPage(): this
    bufferedPageRange(): { readonly start: number; readonly count: number }
    switchToPage(page: number): void
    markContent(tag: string): this
    endMarkedContent(): this
    end(): void
  }
  export default PDFDocument
}
