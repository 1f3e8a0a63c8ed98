import { h, type VNode, type VNodeArrayChildren } from 'vue'
import { plainText, type MessageNode, type MessageReference } from '../text/nodes.ts'

/** The words that a message's own text does not contain. */
export interface MessageWords {
  /** At the end of a message that was cut. */
  cut: string
  /** Names a block of code for a screen reader. */
  code: string
  /** Names a quote for a screen reader. */
  quote: string
  /** Before the host of a picture, which is not loaded. */
  image: string
  /** A file on Drive. */
  file: (fileId: number) => string
  time: (at: Date) => string
}

/** The handlers of clicks on parts of a message. */
export interface MessageLinkHandlers {
  openPerson: (personId: number) => void
  openChat: (chatId: number) => void
  openContext: (reference: MessageReference) => void
  openPath: (path: string) => void
  openFile: (fileId: number) => void
  /** Called in addition: the browser itself opens the link. */
  openLink: (href: string) => void
}

interface Surroundings {
  texts: MessageWords
  links: MessageLinkHandlers
}

/** More than fits in the height that a quote or a block of code gets, so that it scrolls. */
const TALL = { characters: 400, lines: 8 }
const PLAIN_TAGS = { strong: 'strong', emphasis: 'em', underline: 'u', strike: 's' } as const

/** Attributes of a block that scrolls on its own and therefore must be reachable by keyboard. */
function scrolling(children: readonly MessageNode[], label: string): Record<string, unknown> {
  const text = plainText(children)
  const isTall = text.length > TALL.characters || text.split('\n').length > TALL.lines
  return isTall ? { 'tabindex': 0, 'role': 'group', 'aria-label': label } : {}
}

/** Renders a message's nodes. Text becomes text nodes only; no element that loads anything is ever made. */
export function renderNodes(nodes: readonly MessageNode[], { texts, links }: Surroundings): VNodeArrayChildren {
  const inside = (children: readonly MessageNode[]): VNodeArrayChildren => renderNodes(children, { texts, links })
  const button = (kind: string, children: VNodeArrayChildren, onClick: () => void): VNode =>
    h('button', { type: 'button', class: ['inline-button', kind], onClick }, [h('bdi', children)])
  // shows where the link leads, unless its words already are the address
  const link = (href: string, children: VNodeArrayChildren, { kind, text }: { kind?: string, text?: string } = {}): VNode =>
    h('a', { href, title: text === href ? undefined : href, target: '_blank', rel: 'noopener noreferrer', class: kind, onClick: () => { links.openLink(href) } }, children)
  return nodes.map((node): VNode | string => {
    switch (node.kind) {
      case 'text': return node.text
      case 'mark': return h('mark', node.text)
      case 'strong': case 'emphasis': case 'underline': case 'strike': return h(PLAIN_TAGS[node.kind], inside(node.children))
      case 'link': return link(node.href, inside(node.children), { text: plainText(node.children) })
      case 'image': return link(node.href, [h('span', { class: 'note' }, texts.image), ' ', ...inside(node.children)], { kind: 'image' })
      case 'icon': return h('span', { class: 'note' }, inside(node.children))
      case 'portalPage': return button('page', inside(node.children), () => { links.openPath(node.path) })
      case 'chatMention': return button('mention', inside(node.children), () => { links.openChat(node.chatId) })
      case 'contextLink': return button('context', inside(node.children), () => { links.openContext(node.reference) })
      case 'diskFile': return button('file', [texts.file(node.fileId)], () => { links.openFile(node.fileId) })
      case 'mention': {
        const { personId, children } = node
        if (personId === 'all') return h('bdi', { class: 'mention' }, inside(children))
        return button('mention', inside(children), () => { links.openPerson(personId) })
      }
      case 'time': return h('time', { datetime: node.at.toISOString() }, texts.time(node.at))
      case 'code': return node.isSpan ? h('code', inside(node.children)) : h('pre', { dir: 'ltr', ...scrolling(node.children, texts.code) }, [h('code', inside(node.children))])
      case 'quote': {
        const { head, children } = node
        const author = head && h('div', { class: 'quote-head' }, [h('bdi', head.author), ' ', h('bdi', { class: 'note' }, head.time)])
        return h('blockquote', { dir: 'auto' }, [author, h('div', { class: 'quoted', ...scrolling(children, texts.quote) }, inside(children))])
      }
      case 'cut': return h('span', { class: 'cut note' }, texts.cut)
    }
  })
}
