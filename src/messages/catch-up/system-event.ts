/** What the portal itself writes about a chat, understood: who came and went, and what was changed. */
import { plainText } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'

export type SystemEventKind = 'joined' | 'invited' | 'left' | 'expelled' | 'renamed' | 'pictured' | 'handed-over' | 'pinned'

export interface SystemEvent {
  kind: SystemEventKind
  /** As the portal named them. */
  who: string
  /** Whom it happened to; `''` for nobody else. */
  whom: string
  /** The chat's new title; `''` for none. */
  title: string
}

/**
 * Sentences of the portal by what they say: bitrix-core-business, modules/im/lang (en, ru), and the same files in German. A portal writes in
 * the language of whoever acts, so all of them count in every chat; a sentence in another language is shown as it is.
 */
const SENTENCES: readonly [SystemEventKind, RegExp][] = [
  ['joined', /^(?<who>.+) has joined the chat\.?$/],
  ['joined', /^(?<who>.+) ist dem Chat beigetreten\.?$/],
  ['joined', /^К чату присоединил(?:ся|ась) (?<who>.+?)\.?$/],
  ['invited', /^(?<who>.+) invited (?<whom>.+) to the chat\.?$/],
  ['invited', /^(?<who>.+) hat (?<whom>.+) zum Chat eingeladen\.?$/],
  ['invited', /^(?<who>.+) пригласила? в чат (?<whom>.+?)\.?$/],
  ['left', /^(?<who>.+) left the chat\.?$/],
  ['left', /^(?<who>.+) hat den Chat verlassen\.?$/],
  ['left', /^(?<who>.+) покинула? чат\.?$/],
  ['expelled', /^(?<who>.+) ejected (?<whom>.+) from chat\.?$/],
  ['expelled', /^(?<who>.+) hat (?<whom>.+) aus dem Chat entfernt\.?$/],
  ['expelled', /^(?<who>.+) исключила? (?<whom>.+) из чата\.?$/],
  ['renamed', /^(?<who>.+) changed the chat title to "(?<title>.*)"\.?$/],
  ['renamed', /^(?<who>.+) hat den Chatnamen auf "(?<title>.*)" geändert\.?$/],
  ['renamed', /^(?<who>.+) изменила? тему чата на "(?<title>.*)"\.?$/],
  ['pictured', /^(?<who>.+) changed the chat icon\.?$/],
  ['pictured', /^(?<who>.+) hat Chat-Icon geändert\.?$/],
  ['pictured', /^(?<who>.+) изменила? иконку чата\.?$/],
  ['handed-over', /^(?<who>.+) assigned (?<whom>.+) as owner\.?$/],
  ['handed-over', /^(?<who>.+) hat (?<whom>.+) als Besitzer bestimmt\.?$/],
  ['handed-over', /^(?<who>.+) назначила? владельцем (?<whom>.+?)\.?$/],
  ['pinned', /^(?<who>.+) pinned a message\.?$/],
  ['pinned', /^(?<who>.+) hat eine Nachricht fixiert\.?$/],
  ['pinned', /^(?<who>.+) закрепила? сообщение\.?$/],
]

/** Longer than any sentence of the portal with the longest names and titles. */
const LONGEST = 1_500

/** Null for what is not understood. */
export function readSystemEvent(text: string): SystemEvent | null {
  // a pinned message is quoted before it is named, and quotes are somebody else's words
  const own = plainText(parseMessage(text).filter(({ kind }) => kind !== 'quote')).trim()
  if (own.length > LONGEST || own.includes('\n')) return null
  for (const [kind, sentence] of SENTENCES) {
    const { who, whom = '', title = '' } = sentence.exec(own)?.groups ?? {}
    if (who !== undefined) return { kind, who, whom, title }
  }
  return null
}
