/**
 * `JSON.parse` for a large text whose outermost objects hold many values: each value of the first `levels` levels is parsed
 * separately, and `giveWay` is awaited in between, so that megabytes do not block the page.
 * @throws SyntaxError for what is no JSON
 */
export async function parseInSlices(text: string, levels: number, giveWay: () => Promise<void>): Promise<unknown> {
  let at = 0

  function take(what: string): boolean {
    at = endOfSpace(text, at)
    if (text[at] !== what) return false
    at += 1
    return true
  }

  function parseTo(end: number): unknown {
    const value: unknown = JSON.parse(text.slice(at, end))
    at = end
    return value
  }

  async function parseObject(level: number): Promise<unknown> {
    const entries: [string, unknown][] = []
    if (take('}')) return {}
    do {
      at = endOfSpace(text, at)
      if (text[at] !== '"') throw new SyntaxError('A name was expected')
      const name = String(parseTo(endOfText(text, at)))
      if (!take(':')) throw new SyntaxError('A colon was expected')
      entries.push([name, await parseValue(level - 1)])
    } while (take(','))
    if (!take('}')) throw new SyntaxError('The end of an object was expected')
    return Object.fromEntries(entries)
  }

  async function parseValue(level: number): Promise<unknown> {
    if (level > 0 && take('{')) return await parseObject(level)
    at = endOfSpace(text, at)
    const value = parseTo(endOfValue(text, at))
    await giveWay()
    return value
  }

  const whole = await parseValue(levels)
  if (endOfSpace(text, at) !== text.length) throw new SyntaxError('Something follows')
  return whole
}

function endOfSpace(text: string, from: number): number {
  let at = from
  while (' \t\n\r'.includes(text[at] ?? '-')) at += 1
  return at
}

/** The position after the closing quote of the text that begins here. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return at + 1
  }
  throw new SyntaxError('A text has no end')
}

const [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, COMMA] = [34, 91, 93, 123, 125, 44]

function endOfValue(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfText(text, at) - 1
      if (depth === 0) return at + 1
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      depth += 1
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (code === COMMA && depth === 0) {
      return at
    }
  }
  return text.length
}
