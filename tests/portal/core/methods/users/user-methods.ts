import { holdsCode } from '../../world/access-codes.ts'
import { plainDate } from '../../world/dates.ts'
import { sharesWorkgroup } from '../../world/dialog.ts'
import type { Person } from '../../world/model.ts'
import type { Method, MethodContext, Params } from '../../rest/exchange.ts'
import { integerOf, textOf, upperCaseNames } from '../im/params.ts'
import { only, openFields, photoOf, userFields } from './user-fields.ts'
import { compareBy, meets } from './user-filter.ts'

const USER_SCOPES = ['user', 'user_basic', 'user_brief']
const PAGE = 50

export const userCurrent: Method = {
  name: 'user.current',
  scopes: USER_SCOPES,
  source: 'api-reference/user/user-current.md',
  run(_params, { world, viewer, scopes }) {
    // Each as its own sample has it: here activity is a plain text, and there is no type and no date of change.
    const fields = new Set(openFields(scopes))
    fields.delete('USER_TYPE')
    fields.delete('TIMESTAMP_X')
    const activity = viewer.lastActivityAt === null ? null : plainDate(viewer.lastActivityAt, world.settings.utcOffsetMinutes)
    return { result: only({ ...userFields(world, viewer), LAST_ACTIVITY_DATE: activity }, fields) }
  },
}

/** Bots, guests of open lines or by a link, and people of other portals have no account here; user.get leaves them out (main/lib/UserTable.php). */
function isAccount(person: Person): boolean {
  return !person.isBot && !person.isConnector && !person.isNetwork && person.isOutside !== 'guest'
}

/** Assumed: an external person finds those they share a workgroup with, and themselves. */
function isFound(person: Person, { world, viewer }: MethodContext): boolean {
  return !viewer.isExtranet || person.id === viewer.id || sharesWorkgroup(world, viewer.id, person.id)
}

/** A field with or without a comparison before it, where no `FILTER` holds them. */
const BARE_FIELD = /^[^A-Z]*(ID|ACTIVE|NAME|LAST_NAME|NAME_SEARCH|USER_TYPE|UF_DEPARTMENT)$/

/**
 * The page writes `FILTER` in its table and `filter` in its examples: both work. Without either the fields are among the
 * parameters themselves: assumed, the page does not show that form.
 */
function filterOf(params: Params): Record<string, unknown> {
  const filter = params['FILTER']
  if (typeof filter === 'object' && filter !== null) return { ...filter }
  return Object.fromEntries(Object.entries(params).filter(([name]) => BARE_FIELD.test(name)))
}

/** Named fields and masks of `select`; everything that is open when nothing is selected. */
function selected(params: Params, open: ReadonlySet<string>): ReadonlySet<string> {
  const select = params['SELECT']
  if (!Array.isArray(select) || select.length === 0) return open
  const names = select.map(textOf)
  return new Set([...open].filter(field => names.includes('*') || names.includes(field) || (names.includes('UF_*') && field.startsWith('UF_'))))
}

export const userGet: Method = {
  name: 'user.get',
  scopes: USER_SCOPES,
  source: 'api-reference/user/user-get.md',
  run(params, context) {
    const { world, scopes } = context
    const given = upperCaseNames(params)
    const filter = filterOf(given)
    const sort = textOf(given['SORT']).toUpperCase() || 'ID'
    const found = [...world.people.values()]
      .filter(person => isAccount(person) && isFound(person, context))
      .map(person => userFields(world, person))
      .filter(fields => meets(fields, filter))
      .sort(compareBy(sort))
    if (textOf(given['ORDER']).toUpperCase() === 'DESC') found.reverse()

    // In this spelling only: rest.php, processCall.
    const start = integerOf(params['start'])
    const fields = selected(given, openFields(scopes))
    const from = Math.max(0, start)
    const result = found.slice(from, from + PAGE).map(person => only(person, fields))
    // `start = -1` switches counting off.
    if (start < 0) return { result }
    return { result, total: found.length, ...(from + PAGE < found.length ? { next: from + PAGE } : {}) }
  },
}

export const profile: Method = {
  name: 'profile',
  scopes: [],
  source: 'api-reference/common/users/profile.md',
  run(_params, { world, viewer }) {
    // A dismissed person gets an empty object, which PHP prints as an empty list.
    if (!viewer.isActive) return { result: [] }
    const photo = photoOf(world, viewer)
    return {
      result: {
        ID: String(viewer.id),
        ADMIN: viewer.isAdmin,
        NAME: viewer.firstName,
        LAST_NAME: viewer.lastName,
        PERSONAL_GENDER: viewer.gender,
        TIME_ZONE: viewer.timeZone,
        ...(photo ? { PERSONAL_PHOTO: photo } : {}),
      },
    }
  },
}

export const userAdmin: Method = {
  name: 'user.admin',
  scopes: [],
  source: 'api-reference/common/users/user-admin.md',
  run: (_params, { viewer }) => ({ result: viewer.isAdmin }),
}

/** Whether the caller holds one of the codes; an administrator always. `G2` is everybody. */
export const userAccess: Method = {
  name: 'user.access',
  scopes: [],
  source: 'api-reference/common/users/user-access.md',
  run(params, { world, viewer }) {
    const given = upperCaseNames(params)['ACCESS']
    const codes = (Array.isArray(given) ? given : [given]).map(textOf)
    return { result: viewer.isAdmin || codes.some(code => code === 'G2' || holdsCode(world, viewer, code)) }
  },
}
