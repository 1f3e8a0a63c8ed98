import { wordsTest } from '../lib/fold-text.ts'
import type { TemplateUse } from './template-use.ts'
import type { Template, TemplateOwner } from './template.ts'

export interface OwnedTemplate extends Template {
  owner: TemplateOwner
  isFavourite: boolean
  /** How often this person used it. */
  count: number
}

/** Where it is looked. */
export type Shelf = { kind: 'all' } | { kind: 'favourites' } | { kind: 'folder', folder: string }

/** Above any count: favourites come before. */
const MOST_USED = 1e9

interface FindOptions {
  own: readonly Template[]
  company: readonly Template[]
  /** What is shown of each. */
  use: TemplateUse | null
  /** By which they are put in order. */
  order?: TemplateUse | null
  query: string
  shelf: Shelf
  compare: (one: string, other: string) => number
}

/** What is looked for: favourites first, then what is used most, then by name. */
export function findTemplates({ own, company, use, order = use, query, shelf, compare }: FindOptions): OwnedTemplate[] {
  const hasWords = wordsTest(query)
  const toOwned = (owner: TemplateOwner) => (template: Template): OwnedTemplate => (
    { ...template, owner, isFavourite: use?.favourites.has(template.id) ?? false, count: use?.counts.get(template.id) ?? 0 }
  )
  const rank = ({ id }: Template) => (order?.counts.get(id) ?? 0) + (order?.favourites.has(id) ? MOST_USED : 0)
  return [...own.map(toOwned('own')), ...company.map(toOwned('company'))]
    .filter(({ isFavourite, folder }) => shelf.kind === 'all' || (shelf.kind === 'favourites' ? isFavourite : folder === shelf.folder))
    .filter(({ folder, name, text }) => hasWords(`${name}\n${folder}\n${text}`))
    .sort((one, other) => rank(other) - rank(one) || compare(one.name, other.name))
}

/** Each once, in the order of the language. */
export function foldersOf(templates: readonly Template[], compare: (one: string, other: string) => number): string[] {
  return [...new Set(templates.map(({ folder }) => folder))].filter(folder => folder !== '').sort(compare)
}
