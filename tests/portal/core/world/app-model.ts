/** The application under development and what it has registered, as part of the world in `model.ts`. */

import type { EarlierStorages, Storage } from './storage.ts'

/** A row of `placement.bind`. */
export interface PlacementBinding {
  id: number
  placement: string
  handler: string
  title: string
  description: string
  groupName: string
  langAll: Record<string, { title: string, description: string, groupName: string }>
  /** Option names as Bitrix24 spells them, defaults filled in. */
  options: Record<string, string>
  userId: number
}

/** The application under development, as the portal's administrator registered it. */
export interface App {
  id: number
  code: string
  clientId: string
  title: string
  version: number
  /** `L` local, `F` free, `D` demo, `T` trial, `P` paid, `S` subscription. */
  status: string
  /** Opened when someone starts the app itself (placement `DEFAULT`) and by `openApplication`. */
  mainUrl: string
  /** Opened instead of `mainUrl` until the installation is finished; null when the app has no installer. */
  installUrl: string | null
  /** Uploaded as an archive: the frame is fetched by GET and without a body. */
  isStoredInPortal: boolean
  scopes: string[]
  isInstalled: boolean
  applicationToken: string
  bindings: PlacementBinding[]
  options: Record<string, unknown>
  userOptions: Map<number, Record<string, unknown>>
  /** In the order in which they were made. */
  storages: Storage[]
  /** The oldest first; only where readings are behind. */
  storagesBefore?: EarlierStorages[]
  /** Person ids that may use the app; null means everybody. */
  allowedPersonIds: number[] | null
}
