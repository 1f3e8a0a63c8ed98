import { firstWhere } from './message-list.ts'
import type { Member, MemberList } from './model.ts'

/**
 * Members by ascending person id. Who belongs is worked out when first asked, a member's state when that member is first
 * asked for; from then on it is the same object, so what happens to a member stays.
 */
export function createMemberList(listIds: () => readonly number[], stateOf: (personId: number) => Omit<Member, 'personId'>): MemberList {
  let ids: number[] | undefined
  const known = new Map<number, Member>()

  function all(): number[] {
    if (!ids) {
      const listed = listIds()
      const isAscending = listed.every((id, index) => index === 0 || (listed[index - 1] ?? 0) < id)
      ids = isAscending ? [...listed] : [...new Set(listed)].sort((one, other) => one - other)
    }
    return ids
  }

  function indexOf(personId: number): number {
    const list = all()
    const index = firstWhere(list.length, middle => (list[middle] ?? 0) >= personId)
    return list[index] === personId ? index : -1
  }

  function memberFor(personId: number): Member {
    const before = known.get(personId)
    if (before) return before
    const member = { personId, ...stateOf(personId) }
    known.set(personId, member)
    return member
  }

  return {
    get count() {
      return all().length
    },
    at(index) {
      const personId = all()[index]
      if (personId === undefined) throw new RangeError(`No member at ${index} of ${all().length}`)
      return memberFor(personId)
    },
    of: personId => indexOf(personId) < 0 ? undefined : memberFor(personId),
    add(member) {
      const list = all()
      const index = firstWhere(list.length, middle => (list[middle] ?? 0) >= member.personId)
      if (list[index] === member.personId) return false
      list.splice(index, 0, member.personId)
      known.set(member.personId, member)
      return true
    },
    remove(personId) {
      const index = indexOf(personId)
      if (index < 0) return false
      all().splice(index, 1)
      known.delete(personId)
      return true
    },
  }
}

/** People of the list in its order. */
export function* membersOf(members: MemberList): Generator<Member> {
  for (let index = 0; index < members.count; index += 1) yield members.at(index)
}
