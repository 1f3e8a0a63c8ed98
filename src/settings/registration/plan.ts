import { isPlace, MOBILE, SIDEBAR, type Place } from '../../bitrix24/placements.ts'
import type { ItemField } from './check-item.ts'
import { toItem, type Registration } from './registrations.ts'
import { readContext, type SidebarItem, type WantedItem } from './sidebar-item.ts'
import { spokenTitles } from './titles.ts'

/** A field that can differ between two items of one placement; of an address only the case of its letters. */
export type DifferentField = ItemField

/** What will be done in one place to reach the wanted item; nothing here has been done yet. */
export interface PlacePlan {
  /** The portal cannot change a registration: to change it is to unbind it and to bind it again. Nothing is kept where none is wanted. */
  deed: 'bind' | 'change' | 'keep'
  /** Fields that a change is for; empty when the same item is registered twice. */
  differences: DifferentField[]
  /** What is registered under the wanted address now; what would be put back if binding failed. */
  before: Registration | null
  /** Items that open another address, such as that of an earlier version, and all where none is wanted: they go. */
  removals: Registration[]
}

export interface Plan extends PlacePlan {
  /** The same in the mobile app. */
  mobile: PlacePlan
  /** Registrations of this app in other placements: they stay. */
  others: Registration[]
}

/**
 * Whether the portal may take two handlers for the same and refuse the second: a database of MySQL usually does not tell upper from
 * lower case (assumed: modules/rest/install/db/mysql/install.sql names no collation).
 */
export function isSameHandler(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function sameTitles(one: SidebarItem['titles'], other: SidebarItem['titles']): boolean {
  return JSON.stringify(spokenTitles(one)) === JSON.stringify(spokenTitles(other))
}

/** Fields in which a registered item is not the wanted one, of those that its place keeps. */
export function differences(wanted: SidebarItem, registered: SidebarItem, place: Place = SIDEBAR): DifferentField[] {
  const different: DifferentField[] = []
  if (!sameTitles(wanted.titles, registered.titles)) different.push('titles')
  if (place === SIDEBAR && wanted.iconName !== registered.iconName) different.push('iconName')
  if (String(readContext(wanted.context)) !== String(readContext(registered.context))) different.push('context')
  if (wanted.role !== registered.role) different.push('role')
  if (wanted.extranet !== registered.extranet) different.push('extranet')
  if (place === SIDEBAR && wanted.color !== registered.color) different.push('color')
  if (wanted.handler !== registered.handler) different.push('handler')
  return different
}

/** The way from what is registered to the wanted item; from the wanted item it is `keep` without removals. */
export function makePlan(wanted: WantedItem, rows: readonly Registration[]): Plan {
  const mobile = rows.filter(({ placement }) => placement === MOBILE)
  return {
    ...planPlace(wanted, rows.filter(({ placement }) => placement === SIDEBAR), SIDEBAR),
    mobile: wanted.isInMobile ? planPlace(wanted, mobile, MOBILE) : { deed: 'keep', differences: [], before: null, removals: mobile },
    others: rows.filter(({ placement }) => !isPlace(placement)),
  }
}

function planPlace(wanted: SidebarItem, rows: readonly Registration[], place: Place): PlacePlan {
  const [before = null, ...doubles] = rows.filter(({ handler }) => isSameHandler(handler, wanted.handler))
  const different = before ? differences(wanted, toItem(before), place) : []
  const isRight = before !== null && doubles.length === 0 && different.length === 0
  return {
    deed: before === null ? 'bind' : (isRight ? 'keep' : 'change'),
    differences: different,
    before,
    removals: rows.filter(({ handler }) => !isSameHandler(handler, wanted.handler)),
  }
}

/** One value that a change replaces; `''` for none. Every language of a title is a change of its own. */
export interface ValueChange {
  field: DifferentField
  /** Of a title, Bitrix24's language code. */
  language: string
  before: string
  after: string
}

/** The values that a change replaces, field by field. */
export function valueChanges(wanted: SidebarItem, { before, differences: fields }: Plan): ValueChange[] {
  if (!before) return []
  const registered = toItem(before)
  return fields.flatMap((field): ValueChange[] => {
    if (field !== 'titles') return [{ field, language: '', before: registered[field], after: wanted[field] }]
    const [old, next] = [new Map(spokenTitles(registered.titles)), new Map(spokenTitles(wanted.titles))]
    return [...new Set([...next.keys(), ...old.keys()])]
      .map(language => ({ field, language, before: old.get(language) ?? '', after: next.get(language) ?? '' }))
      .filter(change => change.before !== change.after)
  })
}

export function changesNothing(plan: Plan): boolean {
  return [plan, plan.mobile].every(({ deed, removals }) => deed === 'keep' && removals.length === 0)
}

/** Whether two plans do the same in place of the same, whatever they leave alone. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  const replaced = ({ before, differences: fields }: PlacePlan) => {
    const item = before && toItem(before)
    return item && fields.map(field => field === 'titles' ? spokenTitles(item.titles) : item[field])
  }
  const deeds = (plan: PlacePlan) => [plan.deed, plan.differences, replaced(plan), plan.removals.map(({ handler }) => handler).sort()]
  const all = (plan: Plan) => JSON.stringify([plan, plan.mobile].map(deeds))
  return all(one) === all(other)
}
