import { object, parse, safeParse } from 'valibot'
import { onScopeDispose, shallowReactive, shallowRef, watch } from 'vue'
import { usePortal, type Portal } from '../../bitrix24/index.ts'
import { idField, line, rows } from '../../bitrix24/fields.ts'
import type { ChatMember } from '../../people/members.ts'

const departmentAnswer = object({ id: idField, name: line })

/** The most that one answer names, which its page does not say (yuliai/bitrix-modules of May 2026, im/lib/department.php, getStructure). */
const PAGE = 50

/**
 * Names of departments by id. Needs no scope beyond `im`, but is for people inside the company only (im.department.get).
 * @throws PortalError
 */
async function loadDepartments(portal: Pick<Portal, 'call'>, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const answer = await portal.call({ method: 'im.department.get', params: { ID: [...ids] } })
  const departments = parse(rows, answer).map(row => safeParse(departmentAnswer, row)).filter(row => row.success).map(row => row.output)
  return new Map(departments.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]))
}

interface Departments {
  /** Names of somebody's departments, as far as the portal tells them: without them a row is as complete as without a picture. */
  of(member: ChatMember): string[]
  /** Some will be told in a moment. */
  areAwaited(member: ChatMember): boolean
}

export function useDepartments(members: () => readonly ChatMember[]): Departments {
  const portal = usePortal()
  const names = shallowRef<ReadonlyMap<number, string>>(new Map())
  const asked = new Set<number>()
  const awaited = shallowReactive(new Set<number>())
  let isOver = false
  onScopeDispose(() => {
    isOver = true
  })

  async function ask(ids: number[]): Promise<void> {
    for (const id of ids) {
      asked.add(id)
      awaited.add(id)
    }
    for (let from = 0; from < ids.length && !isOver; from += PAGE) {
      const page = ids.slice(from, from + PAGE)
      const found = await loadDepartments(portal, page).catch(() => null)
      if (found === null) isOver = true // refused to people from outside: asking again would end in the same way
      else names.value = new Map([...names.value, ...found])
      for (const id of page) awaited.delete(id)
    }
    for (const id of ids) awaited.delete(id)
  }

  watch(members, (current) => {
    const unknown = [...new Set(current.flatMap(({ departmentIds }) => departmentIds))].filter(id => !asked.has(id))
    if (!isOver && unknown.length > 0) void ask(unknown)
  }, { immediate: true })

  return {
    of: ({ departmentIds }) => departmentIds.flatMap(id => names.value.get(id) ?? []),
    areAwaited: ({ departmentIds }) => departmentIds.some(id => awaited.has(id)),
  }
}
