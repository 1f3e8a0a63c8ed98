/** Data storages of the application (`entity.*`): information blocks of the portal, whose rights name access codes. */

/** What a code may do: read, write (and delete) items, or all that and manage the storage. */
export type RightLetter = 'R' | 'W' | 'X'

export interface StorageProperty {
  code: string
  name: string
  type: 'S' | 'N' | 'F'
  sort: number
}

export interface StorageItem {
  id: number
  createdBy: number
  createdAt: number
  changedBy: number
  changedAt: number
  /** Fields as Bitrix24 spells them; what was never given is missing. */
  fields: Record<string, unknown>
  values: Record<string, unknown>
}

export interface Storage {
  id: number
  code: string
  name: string
  /** In the order in which they were given. */
  rights: Map<string, RightLetter>
  properties: StorageProperty[]
  items: StorageItem[]
}

/** Storages as they were before a write. */
export interface EarlierStorages {
  /** When that write came, in milliseconds since 1970. */
  until: number
  storages: Storage[]
}

/** The storages as a copy of the database has them that knows nothing since then. */
export function storagesAt({ storages, storagesBefore = [] }: { storages: Storage[], storagesBefore?: EarlierStorages[] }, time: number): Storage[] {
  return storagesBefore.find(({ until }) => until > time)?.storages ?? storages
}

/** As it is now, whatever is written to it later: a new set of rights is another map. */
export function copyOf({ properties, items, ...storage }: Storage): Storage {
  return {
    ...storage,
    properties: [...properties],
    items: items.map(item => ({ ...item, fields: { ...item.fields }, values: { ...item.values } })),
  }
}
