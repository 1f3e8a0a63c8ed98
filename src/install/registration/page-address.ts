/**
 * The address under which a portal can open this page: its own, without what the portal added to it, ending as it is
 * (`/chatside/` and `/chatside/index.html` are two handlers to a portal).
 */
export function pageAddress({ origin, pathname }: Pick<Location, 'origin' | 'pathname'>): string {
  return `${origin}${pathname}`
}
