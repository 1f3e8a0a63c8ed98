/** What is to be exported and how. Everything here is JSON, because an export that was interrupted is kept with its plan. */
import type { ExportTexts } from './export-texts.ts'

export const EXPORT_FORMATS = ['html', 'markdown', 'text', 'csv', 'json'] as const

export type ExportFormat = typeof EXPORT_FORMATS[number]

export interface ExportOptions {
  format: ExportFormat
  /** Milliseconds since 1970: only what was written then or later; null for no bound. */
  since: number | null
  /** Milliseconds since 1970: only what was written before; null for no bound. */
  until: number | null
  /** Only what these people wrote; null for everybody. */
  personIds: readonly number[] | null
  /** With what the portal wrote about the chat. */
  hasSystem: boolean
  /** Names are replaced by numbers. */
  isPseudonymous: boolean
  /** Messages that this page has read before are taken as they were then. */
  takesHeld: boolean
}

export interface ExportFacts {
  appVersion: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Of the portal, `https://example.bitrix24.com`. */
  origin: string
  /** As the portal names the chat: `chat12`, or the other person's number. */
  dialogId: string
  chatTitle: string
  /** BCP 47 tag of the words and dates in the files. */
  language: string
  /** IANA name of the zone that dates are written in. */
  timeZone: string
}

export interface ExportPlan {
  options: ExportOptions
  facts: ExportFacts
  texts: ExportTexts
}

/** Whether the chat is named by a person's number, which with pseudonyms must not be told. */
export function isPrivateChat({ dialogId }: Pick<ExportFacts, 'dialogId'>): boolean {
  return /^\d+$/.test(dialogId)
}
