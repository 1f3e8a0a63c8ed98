/**
 * The address under which a portal can open this page: its own, without what the portal added to it, ending as it is
 * (`/chatside/` and `/chatside/index.html` are two handlers to a portal).
 */
export function pageAddress({ origin, pathname }: Pick<Location, 'origin' | 'pathname'>): string {
  return `${origin}${pathname}`
}

/** Whether two addresses open the same page: a folder and the `index.html` in it do, and a query is the administrator's own. */
export function isSamePage(one: string, other: string): boolean {
  const [first, second] = [one, other].map(folderOf)
  return first !== '' && first === second
}

function folderOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname.replace(/\/index\.html$/, '/')}`
}
