/** What is to be exported and how. Everything here is JSON, because an export that was interrupted is kept with its plan. */
import type { TextKey } from '../../texts/texts.ts'
import { toFileName } from '../../lib/file-name.ts'
import { createClock } from './clock.ts'

/** A word is put into its sentence as every other text is. */
export { fillMessage as fill } from '../../texts/message.ts'

type TextOf<Key> = Key extends `panels.export.file-${infer Word}` ? Word : never

/** Marks of a message, which the app's lists say in the same words: the texts `message.…`. */
type MarkText = 'edited' | 'forwarded' | 'forwarded-from'

/** Every word that the files say in the language of whoever exports: `panels.export.file-…` and marks. `{number}` and the like stand for a value. */
type ExportTextKey = TextOf<TextKey> | MarkText
export type ExportTexts = Readonly<Record<ExportTextKey, string>>

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

/** Whether messages have a link to where they are: one of a private chat would name a person. */
export function hasLinks({ options, facts }: { options: Pick<ExportOptions, 'isPseudonymous'>, facts: Pick<ExportFacts, 'dialogId'> }): boolean {
  return !(options.isPseudonymous && isPrivateChat(facts))
}

/**
 * A message in the messenger, which carries no token: whoever follows it signs in. The parameters are those of the messenger's own
 * source (im/install/js/im/v2/const, path.js and get-params.js in bitrix-core-business).
 */
export function messageLink({ origin }: Pick<ExportFacts, 'origin'>, dialogId: string, messageId: number): string {
  return `${origin}/online/?IM_DIALOG=${encodeURIComponent(dialogId)}&IM_MESSAGE=${messageId}`
}

/** What an export's file is called, its extension not included: the chat's title and the day on which it was begun, in the zone of the plan. */
export function exportName({ facts }: Pick<ExportPlan, 'facts'>): string {
  return toFileName(facts.chatTitle, createClock(facts).date(facts.createdAt))
}
