import type { ChatPlan } from '../core/world/chat.ts'
import { privateKey } from '../core/world/dialog.ts'
import type { Person } from '../core/world/model.ts'
import { DEPARTMENTS } from '../core/world/people.ts'
import { hashText, noise } from '../core/world/random.ts'

/** Chats that nobody opens on purpose but everybody has: their department's, their office's, their projects', private ones. */
export type EverydayChat = Omit<ChatPlan, 'lane' | 'firstStretch'>

/** What of a person the chats follow from. */
type Employee = Pick<Person, 'id' | 'departments'>

const OFFICES = ['Amsterdam', 'Berlin', 'Dublin', 'Київ', 'London', 'Madrid', 'Paris', 'Rīga', 'Алматы', '東京'] as const
const PROJECTS = 31
const PROJECT_NAMES = [
  'Trade fair', 'Price list 2027', 'New offices', 'Onboarding', 'Datenschutz', 'Returns', 'Переезд склада', 'Spring campaign', 'Supplier audit', 'Mobile app',
] as const
/** Private chats take ids from here. */
const FIRST_PRIVATE_CHAT = 20_001

function projectsOf(personId: number): readonly number[] {
  return [0, 1, 2, 3, 4].map(turn => (personId * 7 + turn * 6) % PROJECTS)
}

function ownerAmong(ids: () => readonly number[]): number {
  return ids()[0] ?? 1
}

/** Group chats of departments, offices and projects, with everybody in some of each. */
export function everydayGroups(employees: readonly Employee[]): EverydayChat[] {
  const ids = (belongs: (person: Employee) => boolean) => {
    let list: readonly number[] | undefined
    return () => {
      list ??= employees.filter(belongs).map(({ id }) => id)
      return list
    }
  }
  const describe = (id: number, name: string, memberIds: () => readonly number[]): EverydayChat => ({
    id, messageType: 'C', type: 'chat', name, ownerId: ownerAmong(memberIds), memberIds, messageCount: 60 + (id * 37) % 900, perWorkday: 4 + id % 9,
    language: id % 3 === 0 ? 'de' : 'en', quietMinutes: 20 + (id * 97) % 4_000,
  })
  return [
    ...Array.from({ length: DEPARTMENTS }, (_unused, index) => {
      const department = index + 2
      return describe(4_000 + department, `Department ${department}`, ids(person => person.departments.includes(department)))
    }),
    ...OFFICES.map((name, index) => describe(4_100 + index, `Office ${name}`, ids(person => person.id % OFFICES.length === index))),
    ...Array.from({ length: PROJECTS }, (_unused, index) => {
      const name = `${PROJECT_NAMES[index % PROJECT_NAMES.length] ?? ''} ${1 + Math.floor(index / PROJECT_NAMES.length)}`
      return describe(4_200 + index, name, ids(person => projectsOf(person.id).includes(index)))
    }),
  ]
}

/** Pairs whose conversation a scenario or a hard name needs; 1231 is the private chat of the sample of im.recent.list. */
const ARRANGED: readonly (readonly [id: number, one: number, other: number, messages: number])[] = [
  [1231, 1, 17, 140], [1232, 1, 7, 33], [1233, 1, 12, 21], [1234, 1, 21, 12], [1235, 1, 3901, 8], [1236, 5, 17, 95], [1237, 5, 3901, 5], [1238, 5, 18, 44],
  [1239, 40, 17, 60], [1240, 40, 41, 25], [1241, 40, 5, 7], [1242, 1, 15, 2], [1243, 1, 602, 6], [1244, 1, 16, 19], [1245, 503, 547, 71], [1246, 1, 40, 10],
  [1247, 5, 13, 27], [1248, 1, 3902, 15], [1249, 41, 17, 9], [1250, 42, 17, 4], [1251, 41, 42, 16], [1252, 42, 40, 11],
]

/** Private conversations: the arranged ones, then everybody with the colleagues before and after them in the list. */
export function privateChats(employees: readonly Employee[], seed: string): EverydayChat[] {
  const row = hashText(`${seed}:private`)
  const taken = new Set<string>()
  const chats: EverydayChat[] = []

  function add(id: number, one: number, other: number, messageCount: number): void {
    const key = privateKey(one, other)
    if (taken.has(key)) return
    taken.add(key)
    const bot = Math.max(one, other) > 3_900
    chats.push({
      id, messageType: 'P', type: 'private', name: '', ownerId: one, memberIds: () => [one, other], messageCount, perWorkday: 2 + messageCount % 7,
      language: one % 4 === 0 ? 'de' : 'en', quietMinutes: 2 + noise(row, id) % (id < FIRST_PRIVATE_CHAT ? 3_000 : 40_000), isWithBot: bot,
    })
  }

  for (const [id, one, other, messages] of ARRANGED) add(id, one, other, messages)
  let id = FIRST_PRIVATE_CHAT
  for (const [index, person] of employees.entries()) {
    const other = employees[(index + 1) % employees.length]
    if (other) add(id, person.id, other.id, 2 + noise(row, id) % 18)
    id += 1
  }
  return chats
}
