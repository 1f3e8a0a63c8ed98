import { createClock } from '../../src/messages/export/clock.ts'
import type { ExportMessage } from '../../src/messages/export/export-message.ts'
import type { ExportPlan } from '../../src/messages/export/export-plan.ts'
import { createNames, NO_NAMES } from '../../src/messages/export/names.ts'
import { toExportMessage } from '../../src/messages/export/to-export-message.ts'
import type { MessageFile, Message } from '../../src/messages/message.ts'
import { childrenOf, type MessageNode } from '../../src/messages/text/nodes.ts'
import type { Attachment } from '../../src/messages/text/attachments.ts'
import { aMessage, aPerson } from './an-export.ts'
import type { NamedPerson } from '../../src/people/person.ts'

/** The clock of each plan: the browser's formats of dates take longer to make than a message. */
const clocks = new WeakMap<ExportPlan, ReturnType<typeof createClock>>()

function clockOf(plan: ExportPlan): ReturnType<typeof createClock> {
  const clock = clocks.get(plan) ?? createClock(plan.facts)
  clocks.set(plan, clock)
  return clock
}

/** A message as the formats get it. */
export function anExportMessage(plan: ExportPlan, message: Partial<Message>, { people = [aPerson()], files = [] }: {
  people?: readonly NamedPerson[]
  files?: readonly MessageFile[]
} = {}): ExportMessage {
  const names = createNames({ isPseudonymous: plan.options.isPseudonymous, texts: plan.texts, state: NO_NAMES })
  names.learn(people)
  const isBot = (personId: number) => people.some(({ id, isBot: isOne }) => isOne && id === personId)
  const context = { plan, names, clock: clockOf(plan), onSecret: () => undefined, isBot }
  return toExportMessage(aMessage(message), new Map(files.map(file => [file.id, file])), context)
}

/** Characters of a text that are tried as an attachment, six times over: all of it is tried as a message, whose words go the same way. */
export const BEGINNING = 2_000

/** Attachments that say the same text in every way they can. */
export function asAttachments(text: string): Attachment[] {
  const target = { personId: null, chatId: null, address: text }
  return [
    [{ kind: 'text', text }, { kind: 'delimiter' }, { kind: 'entry', name: text, description: text, target }],
    [{ kind: 'image', name: text, address: text }, { kind: 'file', name: text, size: 5, address: text }, { kind: 'grid', cells: [{ name: text, value: text, target }] }],
  ]
}

/** Every word that a message's nodes have, in their order. */
export function wordsOf(nodes: readonly MessageNode[]): string {
  return nodes.map(node => 'text' in node
    ? node.text
    : (node.kind === 'quote' && node.head ? node.head.author + node.head.time : '') + wordsOf(childrenOf(node))).join('')
}

/** What is left when white space does not count. */
export const withoutSpace = (text: string): string => text.replace(/[\s\u200b]+/g, '')
