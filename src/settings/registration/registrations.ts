import { PortalError } from '../../bitrix24/index.ts'
import { isRecord } from '../../lib/is-record.ts'
import type { SidebarItem } from './sidebar-item.ts'

/** Texts of a registration in one language, under the portal's names. */
export type RegistrationTexts = Readonly<Record<'TITLE' | 'DESCRIPTION' | 'GROUP_NAME', string>>

/** A row of `placement.get`: where this app is registered, which address opens there, and with what. */
export interface Registration {
  placement: string
  handler: string
  /** As the portal fixed it when it was registered. */
  title: string
  /** Texts by Bitrix24's language code; empty when the portal named none. */
  texts: Readonly<Record<string, RegistrationTexts>>
  /** Options as the portal keeps them; other values than text are written as text. */
  options: Readonly<Record<string, string>>
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsOf(value: unknown): Registration['texts'] {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([, texts]) => isRecord(texts)).map(([language, texts]) => {
    const { TITLE, DESCRIPTION, GROUP_NAME } = isRecord(texts) ? texts : {}
    return [language, { TITLE: textOf(TITLE), DESCRIPTION: textOf(DESCRIPTION), GROUP_NAME: textOf(GROUP_NAME) }]
  }))
}

function optionsOf(value: unknown): Registration['options'] {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value)
    .filter(([, option]) => typeof option === 'string' || typeof option === 'number')
    .map(([name, option]) => [name, String(option)]))
}

/**
 * The rows of `placement.get`, which lists this app's own registrations and nobody else's.
 * @throws PortalError `bad-answer` when it is no list (the method's page promises a boolean, its sample shows the list)
 */
export function parseRegistrations(value: unknown): Registration[] {
  if (!Array.isArray(value)) throw new PortalError('bad-answer', { method: 'placement.get' })
  return value.filter(isRecord).map(row => ({
    placement: textOf(row['placement']),
    handler: textOf(row['handler']),
    title: textOf(row['title']),
    texts: textsOf(row['langAll']),
    options: optionsOf(row['options']),
  }))
}

/** A registration as the form shows it; what the portal did not say has the portal's default. */
export function toItem({ handler, title, texts, options }: Registration): SidebarItem {
  const titles = Object.entries(texts).map(([language, { TITLE }]) => [language, TITLE])
  return {
    handler,
    titles: titles.length > 0 ? Object.fromEntries(titles) : { en: title },
    iconName: options['iconName'] ?? '',
    context: options['context'] ?? 'ALL',
    role: options['role'] ?? 'USER',
    extranet: options['extranet'] ?? 'N',
    color: options['color'] ?? '',
  }
}

/** Whether two addresses open the same page: a folder and the files in it that hold it do, and a query is the administrator's own. */
export function isSamePage(one: string, other: string): boolean {
  const [first, second] = [one, other].map(folderOf)
  return first !== '' && first === second
}

function folderOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname.replace(/\/(?:index|install)\.html$/, '/')}`
}
