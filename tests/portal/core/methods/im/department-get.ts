import { type Method, RestError } from '../../rest/exchange.ts'
import type { Person, World } from '../../world/model.ts'
import { integerOf, isFlagSet, upperCaseNames } from './params.ts'
import { userShape } from './user-shape.ts'

const COMPANY = 'Demo company'

/** Department 1 is the company itself; names of the others are invented unless the world has some. */
function nameOf({ departmentNames }: World, id: number): string {
  return departmentNames?.get(id) ?? (id === 1 ? COMPANY : `Department ${id}`)
}

/** Whoever of a department has been there longest heads it, an administrator the company (invented; real portals name somebody). */
function headOf(world: World, id: number): Person | undefined {
  return [...world.people.values()].find(person => person.isActive && (id === 1 ? person.isAdmin : person.departments.includes(id)))
}

/** An array, or the text of one. Empty when it is neither. */
function readIds(value: unknown): number[] {
  const list: unknown = typeof value === 'string' ? parseList(value) : value
  return Array.isArray(list) ? list.map(integerOf).filter(id => id > 0) : []
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no list, which is an error of the method
  }
}

/** The page names no limit; the source takes so many of those asked for (yuliai/bitrix-modules of May 2026, im/lib/department.php, getStructure). */
const MOST = 50

/** Departments that nobody is in do not exist here; unknown ids are left out, as in the source. */
export const departmentGet: Method = {
  name: 'im.department.get',
  scopes: ['im'],
  source: 'api-reference/chats/departments/im-department-get.md',
  run(params, { world, viewer }) {
    const { ID: given, USER_DATA: userData } = upperCaseNames(params)
    if (viewer.isExtranet || viewer.isBot) throw new RestError('ACCESS_ERROR', 'Only intranet users have access to this method', 403)
    const ids = readIds(given)
    if (ids.length === 0) throw new RestError('INVALID_FORMAT', 'A wrong format for the ID field is passed', 400)
    const result = ids.flatMap((id) => {
      const head = headOf(world, id)
      if (!head) return []
      return [{
        id,
        name: nameOf(world, id),
        full_name: id === 1 ? COMPANY : `${nameOf(world, id)} / ${COMPANY}`,
        manager_user_id: head.id,
        ...(isFlagSet(userData) ? { manager_user_data: userShape(world, head) } : {}),
      }]
    })
    return { result: result.slice(0, MOST) }
  },
}
