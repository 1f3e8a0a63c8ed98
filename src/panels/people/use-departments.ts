import { onScopeDispose, shallowRef, watch } from 'vue'
import { usePortal } from '../../bitrix24/index.ts'
import type { ChatMember } from '../../people/members.ts'
import { loadDepartments } from './departments.ts'

/** Names of somebody's departments, as far as the portal tells them: without them a row is as complete as without a picture. */
export function useDepartments(members: () => readonly ChatMember[]): (member: ChatMember) => string[] {
  const portal = usePortal()
  const names = shallowRef<ReadonlyMap<number, string>>(new Map())
  const asked = new Set<number>()
  let isOver = false
  onScopeDispose(() => {
    isOver = true
  })

  async function ask(ids: number[]): Promise<void> {
    for (const id of ids) asked.add(id)
    const found = await loadDepartments(portal, ids).catch(() => null)
    if (found === null) isOver = true // refused to people from outside: asking again would end in the same way
    else names.value = new Map([...names.value, ...found])
  }

  watch(members, (current) => {
    const unknown = [...new Set(current.flatMap(({ departmentIds }) => departmentIds))].filter(id => !asked.has(id))
    if (!isOver && unknown.length > 0) void ask(unknown)
  }, { immediate: true })

  return ({ departmentIds }) => departmentIds.flatMap(id => names.value.get(id) ?? [])
}
