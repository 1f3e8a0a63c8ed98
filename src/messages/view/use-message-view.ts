import { computed, type ComputedRef } from 'vue'
import type { Message, PageLookup } from '../message.ts'
import { attachmentNodes } from '../text/attachments.ts'
import { plainText, type MessageNode } from '../text/nodes.ts'
import { parseMessage } from '../text/parse-message.ts'
import { sizeText } from '../../texts/detail-formats.ts'
import { useTexts } from '../../texts/texts.ts'
import type { MessageWords } from './render-nodes.ts'

export interface ShownMessages {
  /** The author, in words also where there is none or an unknown one. */
  authorOf(message: Message, names: PageLookup): string
  /** Day and time of day; `''` where the portal's date cannot be read. */
  timeOf(message: Message): string
  /** Whether it was forwarded, edited or deleted, or comes from a bot. */
  marksOf(message: Message, names: PageLookup): string[]
  /** Its own text first, if it has any, then what applications put below it. */
  partsOf(message: Message): { isAttachment: boolean, nodes: MessageNode[] }[]
  /** Nodes in which times and files of Drive, which have no text of their own, are the words that are shown. */
  inWords(nodes: readonly MessageNode[]): MessageNode[]
  /** All of its words, for copying. */
  textOf(message: Message): string
  /** What its text does not bring along. */
  texts: ComputedRef<MessageWords>
}

/** The words of a message in the language of the page, the same in every list. */
export function useMessageView(): ShownMessages {
  const { t, formats, tag } = useTexts()
  const times = computed(() => new Intl.DateTimeFormat(tag.value, { timeStyle: 'short' }))
  const time = (instant: Date) => `${formats.value.date(instant)}, ${times.value.format(instant)}`

  function partsOf({ text, attachments }: Message) {
    return [
      ...text === '' ? [] : [{ isAttachment: false, nodes: parseMessage(text) }],
      ...attachmentNodes(attachments, { sizeText: bytes => sizeText(bytes, tag.value) }).map(nodes => ({ isAttachment: true, nodes })),
    ]
  }

  const texts = computed((): MessageWords => ({
    cut: t('message.cut'),
    code: t('message.code'),
    quote: t('message.quote'),
    image: t('message.image'),
    file: fileId => t('message.file', { id: fileId }),
    time,
  }))

  function inWords(nodes: readonly MessageNode[]): MessageNode[] {
    return nodes.map((node): MessageNode => {
      if (node.kind === 'time') return { kind: 'text', text: texts.value.time(node.at) }
      if (node.kind === 'diskFile') return { kind: 'text', text: texts.value.file(node.fileId) }
      return 'children' in node ? { ...node, children: inWords(node.children) } : node
    })
  }

  return {
    authorOf: ({ authorId }, { nameOf }) => authorId === 0 ? t('message.system') : nameOf(authorId) || t('message.unknown-author', { id: authorId }),
    timeOf: ({ sentAt }) => sentAt === null ? '' : time(new Date(sentAt)),
    marksOf({ authorId, isEdited, forwardedFrom }, { isBot, nameOf }) {
      const writer = nameOf(forwardedFrom ?? 0)
      return [
        ...isBot(authorId) ? [t('message.bot')] : [],
        ...forwardedFrom === null ? [] : [writer === '' ? t('message.forwarded') : t('message.forwarded-from', { person: writer })],
        ...isEdited ? [t('message.edited')] : [],
      ]
    },
    partsOf,
    inWords,
    textOf: message => partsOf(message).map(({ nodes }) => plainText(inWords(nodes))).filter(text => text !== '').join('\n'),
    texts,
  }
}
