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
