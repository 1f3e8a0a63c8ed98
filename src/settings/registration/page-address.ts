/**
 * The address under which a portal can open this page: its own, without what the portal added to it, ending as it is
 * (`/chatside/` and `/chatside/index.html` are two handlers to a portal). Where Bitrix24 stores the files it opens `install.html` until
 * the installation is finished, the same page once more: what is registered is the one that stays.
 */
export function pageAddress({ origin, pathname }: Pick<Location, 'origin' | 'pathname'>): string {
  return `${origin}${pathname.replace(/\/install\.html$/, '/index.html')}`
}
