/** Message text cut into pieces that a template can show as nodes; just enough BBCode to read a conversation. */

export interface TextPiece {
  text: string
  look: 'plain' | 'bold' | 'italic' | 'link' | 'mention'
}

const pairs = /\[(b|i|url|user|chat)(?:=([^\]]*))?\]([\s\S]*?)\[\/\1\]/i
const looks: Record<string, TextPiece['look']> = { b: 'bold', i: 'italic', url: 'link', user: 'mention', chat: 'mention' }

export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let left = text
  for (let match = pairs.exec(left); match !== null; match = pairs.exec(left)) {
    const [whole, tag = '', , inner = ''] = match
    if (match.index > 0) pieces.push({ text: unmarked(left.slice(0, match.index)), look: 'plain' })
    pieces.push({ text: unmarked(inner), look: looks[tag.toLowerCase()] ?? 'plain' })
    left = left.slice(match.index + whole.length)
  }
  if (left !== '') pieces.push({ text: unmarked(left), look: 'plain' })
  return pieces
}

/** One line for the list of chats. */
export function plainText(text: string): string {
  return textPieces(text.slice(0, 400)).map(piece => piece.text).join('').replace(/\s+/g, ' ').trim()
}

/** Without the tags that have no look here. */
function unmarked(text: string): string {
  return text.replace(/\[br\]/gi, '\n').replace(/^>>/gm, '▎').replace(/\[\/?(?:b|i|u|s|url|user|chat|quote|code|size|color|icon|img|disk|context|send|put|call|pch|timestamp)(?:[= ][^\]]*)?\]/gi, '')
}
