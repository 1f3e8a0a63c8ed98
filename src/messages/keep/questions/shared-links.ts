import { wordsTest } from '../../../lib/fold-text.ts'
import { FLAGS, type ColumnsView } from '../columns.ts'
import { selectRows, type ArchiveFilter } from '../filter.ts'

export interface LinksQuestion extends Pick<ArchiveFilter, 'authorIds' | 'since' | 'until'> {
  /** Words in the address or in what stands in its place. */
  text: string
  /** Order of the domains; within one the last mentioned comes first. */
  sort: 'recent' | 'mentions' | 'domain'
  /** The links wanted, counted over all domains. */
  limit: number
}

export interface SharedLink {
  /** Absolute, or a path of the portal. */
  href: string
  label: string
  /** As browsers write it: letters beyond ASCII as `xn--`. `''` for pages of the portal itself, `mailto:` for mail addresses. */
  domain: string
  mentions: number
  /** Who mentioned it last, where and when. */
  messageId: number
  authorId: number
  sentAt: number | null
  /** That message forwarded somebody else's. */
  isForwarded: boolean
  /** The first of its domain in this order: how many links the domain has, else 0. */
  linksOfDomain: number
}

export interface SharedLinks {
  links: number
  mentions: number
  domains: number
  rows: SharedLink[]
}

interface Domain {
  name: string
  links: SharedLink[]
  mentions: number
  /** The last row that mentions it. */
  last: number
}

/** Every address once, those of one domain together, with who mentioned it last. */
export function sharedLinks(view: ColumnsView, { text, sort, limit, ...filter }: LinksQuestion): SharedLinks {
  const isMeant = wordsTest(text)
  const domains = new Map<string, Domain>()
  const found = new Map<number, SharedLink | null>()
  let links = 0
  let mentions = 0
  const rows = selectRows(view, { ...filter, hasLink: true })
  // from the newest: a link is first met where it was last mentioned
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? 0
    for (const index of view.linksOf(row)) {
      let link = found.get(index)
      if (link === undefined) {
        link = toLink(view, row, index, isMeant)
        found.set(index, link)
        if (link) links += 1
        if (link) domainOf(domains, link, row).links.push(link)
      }
      if (!link) continue
      link.mentions += 1
      mentions += 1
      domainOf(domains, link, row).mentions += 1
    }
  }
  const ordered = [...domains.values()].sort(ORDERS[sort])
  for (const { links: [first], links: { length } } of ordered) if (first) first.linksOfDomain = length
  return { links, mentions, domains: domains.size, rows: ordered.flatMap(({ links }) => links).slice(0, limit) }
}

const byName = (one: Domain, other: Domain) => (one.name < other.name ? -1 : 1)
const ORDERS: Record<LinksQuestion['sort'], (one: Domain, other: Domain) => number> = {
  recent: (one, other) => other.last - one.last || byName(one, other),
  mentions: (one, other) => other.mentions - one.mentions || byName(one, other),
  domain: byName,
}

function domainOf(domains: Map<string, Domain>, { domain: name }: SharedLink, row: number): Domain {
  const known = domains.get(name)
  if (known) return known
  const domain = { name, links: [], mentions: 0, last: row }
  domains.set(name, domain)
  return domain
}

function toLink(view: ColumnsView, row: number, index: number, isMeant: (text: string) => boolean): SharedLink | null {
  const { href, label } = view.links[index] ?? { href: '', label: '' }
  const authorId = view.authorIds[view.authors[row] ?? -1] ?? 0
  const sentAt = view.times[row] ?? NaN
  if (!isMeant(`${readable(href)} ${href} ${label}`)) return null
  return {
    href, label, domain: domainName(href), mentions: 0, messageId: view.ids[row] ?? 0, authorId, sentAt: Number.isNaN(sentAt) ? null : sentAt,
    isForwarded: ((view.flags[row] ?? 0) & FLAGS.isForwarded) !== 0, linksOfDomain: 0,
  }
}

/** An address with its escapes resolved, as people type what they look for. */
function readable(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href // escapes that stand for no letters
  }
}

function domainName(href: string): string {
  if (href.startsWith('/')) return ''
  if (href.startsWith('mailto:')) return 'mailto:'
  return URL.canParse(href) ? new URL(href).hostname : ''
}
