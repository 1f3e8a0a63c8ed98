import type { ExportTexts, ExportFacts, ExportOptions, ExportPlan } from '../../src/messages/export/export-plan.ts'
import { beginExport, type ExportState } from '../../src/messages/export/export-state.ts'
import { packExport, type PackedExport } from '../../src/messages/export/pack-export.ts'
import { createMemoryStore } from '../../src/messages/export/chunks.ts'
import { runExport } from '../../src/messages/export/run-export.ts'
import type { ExportStep } from '../../src/messages/export/export-writing.ts'
import type { MessageFile, Message } from '../../src/messages/message.ts'
import texts from '../../src/texts/en/rest.json'
import { unzip } from './unzip.ts'
import type { NamedPerson } from '../../src/people/person.ts'

/** Words that say which they are, with the values that the real ones have. */
const VALUES: Readonly<Record<string, string>> = {
  'person': 'Person {number}', 'gap': 'between {after} and {before}', 'part': 'part {number}', 'answers': 'answers {number}', 'forwarded-from': 'forwarded from {person}',
  'earlier-part': '{count} from {first} to {last} as of {date}',
}

const WORDS = [...Object.keys(texts).filter(key => key.startsWith('panels.export.file-')).map(key => key.replace('panels.export.file-', '')), 'edited', 'forwarded', 'forwarded-from']

export const exportTexts = Object.fromEntries(WORDS.map(key => [key, VALUES[key] ?? key])) as ExportTexts // every key was an entry

export function aPlan(options: Partial<ExportOptions> = {}, facts: Partial<ExportFacts> = {}): ExportPlan {
  return {
    options: { format: 'json', since: null, until: null, personIds: null, hasSystem: true, isPseudonymous: false, takesHeld: false, ...options },
    facts: {
      appVersion: '0.1.0', createdAt: Date.UTC(2026, 2, 12, 13), origin: 'https://demo.bitrix24.com', dialogId: 'chat7', chatTitle: 'Launch', language: 'en',
      timeZone: 'Europe/Berlin', ...facts,
    },
    texts: exportTexts,
  }
}

export function aMessage(message: Partial<Message> = {}): Message {
  return {
    id: 1, authorId: 1, sentAt: Date.UTC(2026, 2, 10, 9), text: 'Hello', isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null, fileIds: [], attachments: [], likedBy: [],
    replyToId: null, ...message,
  }
}

export function aFile(file: Partial<MessageFile> = {}): MessageFile {
  return {
    id: 9, name: 'plan.pdf', kind: 'file', extension: 'pdf', size: 2_000, authorId: 1, sentAt: null,
    previewUrl: 'https://demo.bitrix24.com/a?_esd=SECRET', showUrl: 'https://demo.bitrix24.com/b?_esd=SECRET', ...file,
  }
}

export function aPerson(person: Partial<NamedPerson> = {}): NamedPerson {
  return { id: 1, name: 'Anna Schmidt', isBot: false, isExternal: false, ...person }
}

interface Conversation {
  messages: readonly Message[]
  people?: readonly NamedPerson[]
  files?: readonly MessageFile[]
  /** Messages a page. */
  pageSize?: number
}

/** A reading of a conversation; its tokens are positions. */
export function readingOf({ messages, people = [aPerson()], files = [], pageSize = 100 }: Conversation): (token: unknown) => AsyncGenerator<ExportStep> {
  return async function* read(token) {
    let from = Number(token ?? 0)
    do {
      const page = messages.slice(from, from + pageSize)
      from += page.length
      yield { page: { messages: page, people, files }, token: from, gaps: [], isEnd: from >= messages.length, isHistoryLimited: null }
    } while (from < messages.length)
  }
}

interface Exported {
  state: ExportState
  packed: PackedExport
  files: Map<string, Buffer>
}

/** A whole export in one go. */
export async function exported(plan: ExportPlan, conversation: Conversation): Promise<Exported> {
  const store = createMemoryStore()
  const { signal } = new AbortController()
  const state = await runExport({ state: beginExport(plan), store, read: readingOf(conversation), signal, onState: () => undefined })
  const packed = await packExport({ state, store })
  return { state, packed, files: await unzip(packed.blob) }
}
