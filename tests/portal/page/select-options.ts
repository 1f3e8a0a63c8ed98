/** What the portal's selection dialogs offer and hand back. Shapes: bx24-select-user, -users, -access and -crm of the documentation. */
import type { CrmChoice, PersonView } from '../server/control/types.ts'
import type { SelectRequest } from './portal-page.ts'

export interface SelectOption {
  key: string
  name: string
  /** What the app receives for it. */
  value: { id: number | string, name: string } | CrmChoice
}

const crmTypes = ['lead', 'contact', 'company', 'deal', 'quote']

export function optionsFor({ what, params }: SelectRequest, people: PersonView[], crm: CrmChoice[]): SelectOption[] {
  switch (what) {
    case 'user':
    case 'users':
      return people.filter(({ isBot }) => !isBot).map(({ id, name }) => ({ key: String(id), name, value: { id, name } }))
    case 'access': {
      const rights = [{ id: 'AU', name: 'All authorized users' }, ...people.map(({ id, name }) => ({ id: `U${id}`, name }))]
      const blocked = new Set(Array.isArray(params['value']) ? params['value'].map(String) : [])
      return rights.filter(({ id }) => !blocked.has(id)).map(right => ({ key: right.id, name: right.name, value: right }))
    }
    case 'crm': {
      const types = wantedTypes(params)
      return crm.filter(({ type }) => types.includes(type)).map(choice => ({ key: choice.id, name: choice.title, value: choice }))
    }
  }
}

/** By type, an empty list for every type without a choice. */
export function crmSelection(params: Record<string, unknown>, crm: CrmChoice[], keys: string[]): Record<string, CrmChoice[]> {
  return Object.fromEntries(wantedTypes(params).map(type => [type, crm.filter(choice => choice.type === type && keys.includes(choice.id))]))
}

function wantedTypes(params: Record<string, unknown>): string[] {
  const wanted = params['entityType']
  return Array.isArray(wanted) ? wanted.map(String) : crmTypes
}
