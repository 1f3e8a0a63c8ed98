/** An element's start tag, as far as it names what a page loads, and the text of one that holds only text. */
export interface PageElement {
  name: string
  /** Names in lower case; of two attributes of one name the first counts. */
  attributes: ReadonlyMap<string, string>
  /** Of elements that hold text and no elements, such as `script`. */
  text: string
}

/** In these a browser reads no elements, `noscript` because it runs scripts. */
const HOLDS_TEXT: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'iframe', 'noembed', 'noframes', 'xmp'])
/** What nobody writes by hand; what is beyond is passed over. */
const MOST_ATTRIBUTES = 100

const TAG = /<(\/?)([a-z][^\s/>]*)/iy
/** A quote that nobody closes runs to the end of the page. */
const ATTRIBUTE = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>"'][^\s>]*)?))?/y
const TAG_END = /[\s/]*>?/y

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}

/** The few references that occur in addresses and policies. */
function decode(value: string): string {
  const signs: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': '\'', '&#x27;': '\'', '&lt;': '<', '&gt;': '>' }
  return value.replace(/&(?:amp|quot|#39|#x27|lt|gt);/g, sign => signs[sign] ?? sign)
}

function readAttributes(html: string, start: number): { attributes: Map<string, string>, end: number } {
  const attributes = new Map<string, string>()
  let position = start
  for (;;) {
    const found = matchAt(ATTRIBUTE, html, position)
    if (found === null) break
    position += found[0].length
    const name = (found[1] ?? '').toLowerCase()
    if (attributes.size < MOST_ATTRIBUTES && !attributes.has(name)) attributes.set(name, decode(found[2] ?? found[3] ?? found[4] ?? ''))
  }
  return { attributes, end: position + (matchAt(TAG_END, html, position)?.[0].length ?? 0) }
}

/** Where the text of an element ends: at its end tag, or with the page. */
function endOfText(html: string, name: string, start: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi')
  end.lastIndex = start
  return end.exec(html)?.index ?? html.length
}

/** The end of what starts with `<` and is no tag: a comment, a doctype, or text. */
function endOfOther(html: string, start: number): number {
  if (!/^<[!?/]/.test(html.slice(start, start + 2))) return start + 1
  const isComment = html.startsWith('<!--', start)
  const end = html.indexOf(isComment ? '-->' : '>', start + (isComment ? 2 : 1))
  return end === -1 ? html.length : end + (isComment ? 3 : 1)
}

/**
 * The elements of a page in their order, read as a browser does with whatever comes, in one go from its start to its end: a foreign host
 * decides what is in it. The parsers among this project's packages either refuse what browsers take, or need the square of the time for
 * a tag with many attributes.
 */
export function readElements(html: string): PageElement[] {
  const elements: PageElement[] = []
  let position = html.indexOf('<')
  while (position !== -1) {
    const [tag, slash, written = ''] = matchAt(TAG, html, position) ?? []
    if (tag === undefined) {
      position = html.indexOf('<', endOfOther(html, position))
      continue
    }
    const name = written.toLowerCase()
    const { attributes, end } = readAttributes(html, position + tag.length)
    if (slash === '') {
      const textEnd = HOLDS_TEXT.has(name) ? endOfText(html, name, end) : end
      elements.push({ name, attributes, text: html.slice(end, textEnd) })
      position = html.indexOf('<', textEnd)
    } else position = html.indexOf('<', end)
  }
  return elements
}
