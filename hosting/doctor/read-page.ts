import { readElements, type PageElement } from './elements.ts'

/** What a page loads and does, compared with what the build puts into it. */
export interface PageParts {
  /** Policies that the page carries itself. */
  policies: string[]
  /** Files in the page's own folder that it loads at once, as it names them. */
  files: string[]
  /** Addresses of scripts and styles at other hosts. */
  elsewhere: string[]
  /** What no build has in its page: code in the page, or files beside the app's own. */
  added: string[]
  /** Whether a browser would run a script of the app. */
  starts: boolean
}

/** Types of a script that browsers run, or that change what they run: https://html.spec.whatwg.org/multipage/scripting.html#the-script-element. */
const RUN_TYPES = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i
const LOADING_LINKS = /^(?:stylesheet|modulepreload|preload|prefetch|manifest)$/i
const NEVER_THERE: ReadonlySet<string> = new Set(['style', 'base', 'iframe', 'frame', 'object', 'embed', 'form'])

/** What an element loads as a script, a style or something like them; null for none. */
function loadedBy({ name, attributes }: PageElement): string | null {
  if (name === 'script') return attributes.get('src') ?? null
  const isLoading = name === 'link' && (attributes.get('rel') ?? '').split(/\s+/).some(rel => LOADING_LINKS.test(rel))
  return isLoading ? attributes.get('href') ?? null : null
}

/** Code or elements in the page itself that the build has nowhere; `''` for none. */
function addedIn({ name, attributes, text }: PageElement): string {
  if (NEVER_THERE.has(name)) return `<${name}>`
  const handler = [...attributes.keys()].find(attribute => attribute.startsWith('on') || attribute === 'style')
  if (handler !== undefined) return `${handler} in <${name}>`
  const header = name === 'meta' ? (attributes.get('http-equiv') ?? '').toLowerCase() : ''
  if (!['', 'content-security-policy', 'content-type'].includes(header)) return `<meta http-equiv=${header}>`
  const isCode = name === 'script' && !attributes.has('src') && RUN_TYPES.test(attributes.get('type') ?? '') && text.trim() !== ''
  return isCode ? 'a script in the page' : ''
}

/** Reads what a browser would do with the page at this address. */
export function readPage(html: string, page: URL): PageParts {
  const folder = new URL('.', page).href
  const parts: PageParts = { policies: [], files: [], elsewhere: [], added: [], starts: false }
  for (const element of readElements(html)) {
    const { name, attributes } = element
    if (name === 'meta' && (attributes.get('http-equiv') ?? '').toLowerCase() === 'content-security-policy') parts.policies.push(attributes.get('content') ?? '')
    const added = addedIn(element)
    if (added !== '') parts.added.push(added)
    const loaded = loadedBy(element)
    if (loaded === null) continue
    const address = URL.canParse(loaded, page.href) ? new URL(loaded, page) : null
    if (address?.origin !== page.origin) parts.elsewhere.push(address === null ? loaded : `${address.origin}${address.pathname}`)
    else if (!address.href.startsWith(folder)) parts.added.push(address.pathname)
    else {
      const isRun = name === 'script' && /^module$/i.test(attributes.get('type') ?? '')
      parts.starts ||= isRun
      if (name === 'script' && !isRun) parts.added.push(`${loaded} as ${attributes.get('type') ?? 'a script of old'}`)
      parts.files.push(loaded)
    }
  }
  parts.files = [...new Set(parts.files)]
  return parts
}
