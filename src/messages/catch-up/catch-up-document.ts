import { cleanText, cutText } from '../../lib/clean-text.ts'
import { escapeMarkdown } from '../export/formats/markdown.ts'

/** What was found, to take away: for a protocol, or to hand on. */
export interface CatchUpDocument {
  title: string
  /** In a sentence. */
  summary: string
  parts: readonly DocumentPart[]
}

export interface DocumentPart {
  heading: string
  lines: readonly DocumentLine[]
}

export interface DocumentLine {
  /** What somebody wrote, or what happened. */
  text: string
  /** Who and when, and why it is here; those that are empty are left out. */
  about: readonly string[]
  /** Where the messenger shows it; null for none. */
  link: string | null
}

/** Of one message, in UTF-16 units. */
const LONGEST = 2_000

/** In one line, whatever was written. */
function oneLine(text: string): string {
  const whole = cleanText(text).replace(/\s+/g, ' ').trim()
  const kept = cutText(whole, LONGEST)
  return kept.length < whole.length ? `${kept.trimEnd()}…` : kept
}

const aboutOf = ({ about }: DocumentLine): string => about.map(oneLine).filter(part => part !== '').join(', ')
const filled = ({ parts }: CatchUpDocument): DocumentPart[] => parts.filter(({ lines }) => lines.length > 0)

export function toPlainText(document: CatchUpDocument): string {
  const line = (one: DocumentLine): string => {
    const about = aboutOf(one)
    return `- ${about === '' ? '' : `${about}: `}${oneLine(one.text)}`
  }
  const parts = filled(document).map(({ heading, lines }) => [oneLine(heading), ...lines.map(line)].join('\n'))
  return `${[`${oneLine(document.title)}\n${oneLine(document.summary)}`, ...parts].join('\n\n')}\n`
}

/** CommonMark in which what people wrote is nothing but text. */
export function toMarkdown(document: CatchUpDocument): string {
  const words = (text: string): string => escapeMarkdown(oneLine(text))
  const line = (one: DocumentLine): string => {
    const about = escapeMarkdown(aboutOf(one))
    const link = one.link === null ? about : `[${about}](<${one.link.replace(/[<>\\\s]/g, encodeURIComponent).replaceAll('&', '\\&')}>)`
    return `- ${about === '' ? '' : `${link}: `}${words(one.text)}`
  }
  const parts = filled(document).map(({ heading, lines }) => [`## ${words(heading)}`, '', ...lines.map(line)].join('\n'))
  return `${[`# ${words(document.title)}`, words(document.summary), ...parts].join('\n\n')}\n`
}
