/**
 * A message of 20,000 blanks once kept the page busy for eight seconds, 100,000 for minutes: a pattern looked at each of them from each
 * of them. Here everything that applies patterns to what others wrote gets 25,000 characters of blanks, of its own signs and of what nearly is
 * one: what takes time in proportion ends in a moment of processor time, anything else takes sixteen times as long as for a quarter of them.
 */
import { expect, test } from 'vitest'
import { readFacts } from '../../src/messages/keep/message-facts.ts'
import { toWords, foldText } from '../../src/lib/fold-text.ts'
import { withoutColon } from '../../src/messages/catch-up/mark-words.ts'
import { describeReceived } from '../../src/chat/describe-received.ts'
import { parseDialogId } from '../../src/chat/dialog-id.ts'
import { exportName, EXPORT_FORMATS } from '../../src/messages/export/export-plan.ts'
import { encodeHtml, nodesHtml } from '../../src/messages/export/formats/html.ts'
import { escapeMarkdown, markdownLines } from '../../src/messages/export/formats/markdown.ts'
import { nodeText } from '../../src/messages/export/formats/message-words.ts'
import { createWriter } from '../../src/messages/export/formats/writers.ts'
import { hideSecrets } from '../../src/messages/export/hide-secrets.ts'
import { cleanLine, createNames, indexOfName, NO_NAMES } from '../../src/messages/export/names.ts'
import { cutCharacters, shorten } from '../../src/lib/cut-characters.ts'
import { wholeCharacters, cleanText } from '../../src/lib/clean-text.ts'
import { toAttachments } from '../../src/messages/to-attachments.ts'
import { toReadPage } from '../../src/messages/read-page.ts'
import { hasLink } from '../../src/messages/search-messages.ts'
import { trimLikePortal } from '../../src/settings/registration/sidebar-item.ts'
import { trimTitle } from '../../src/settings/registration/titles.ts'
import { toCsv, toTabs } from '../../src/lib/csv.ts'
import { toFileName } from '../../src/lib/file-name.ts'
import { findLinks } from '../../src/messages/text/links.ts'
import { highlight } from '../../src/messages/text/highlight.ts'
import { parseMessage, withSmileys } from '../../src/messages/text/parse-message.ts'
import { plainText } from '../../src/messages/text/nodes.ts'
import { scanTags } from '../../src/messages/text/tags.ts'
import { splitQuotes } from '../../src/messages/text/split-quotes.ts'
import { toPortalPath } from '../../src/lib/portal-path.ts'
import { shownAddress } from '../../src/panels/parts/shared/link-address.ts'
import { initials } from '../../src/ui/initials.ts'
import { aFile, aPerson, aPlan } from '../support/an-export.ts'
import { anExportMessage, asAttachments } from '../support/export-nodes.ts'
import { expectInProportion, LONG, repeated } from '../support/in-proportion.ts'

const FENCE = '-'.repeat(54)

/** Over and over again, and then an end that what came before does not lead to. */
const FRAGMENTS = [
  ' ', '\t', '\n', ' \n', '\r', '\u00a0', '\u200b', '\u0301', 'a', '0', '-', '.', '=', '\'', '"', '`', '`a', '\\', '*', '_', '~', '#', '@', '/', '//', ':', '://', '?', '&', ';', ',', '(', ')',
  '[', '[b', '[b]', '[/b]', '[code]', '[url=', '[url] ', '[icon= title=', ' size=1', '[user=1]', '>>', '>>\n', `${FENCE}\n`, 'a [1] #', '<', '&amp;',
  'http', 'https://', 'https://a', 'https://a:', 'https://a@', 'https://a/?', '?auth=', '&token=', '&token', '?auth=[', 'a.', 'a-', 'a./', '/a', '/rest/1/', '/hooks/', 'https://a/hooks/',
  'hooks.slack.com/', 'api.telegram.org/bot', 'mailto:', 'www.', ':)', ' :)', ':-', '8-', ';=', ';"', ';\'', ',  ', '1.', '+', '|', '=1', 'Anna ', 'Anna Maria ', '田', '😀', '👩‍👩‍', '🇩', 'İ', '?"',
]

const inputs = FRAGMENTS.map(fragment => `${repeated(fragment)}b`)

const plan = aPlan()
const names = createNames({ isPseudonymous: true, texts: plan.texts, state: NO_NAMES })
names.learn(['Anna', 'Anna Maria', `${'Anna Maria '.repeat(18)}X`, '田中', '---', ' '].map((name, index) => aPerson({ id: index + 1, name })))

const USES: readonly [name: string, use: (text: string) => unknown][] = [
  ['parseMessage', text => parseMessage(text, { limit: 2 * LONG })],
  ['parseMessage as written', text => parseMessage(text, { limit: 2 * LONG, isAsWritten: true })],
  ['plainText', text => plainText([{ kind: 'quote', head: null, children: [{ kind: 'text', text }] }])],
  ['cleanText', cleanText],
  ['findLinks', text => findLinks(text, { links: 100 })],
  ['scanTags', text => scanTags(text, { tags: 500 })],
  ['splitQuotes', text => splitQuotes(text, { quotes: 50 })],
  ['withSmileys', withSmileys],
  // what a message has: each character is folded by itself, which is slow but in proportion
  ['highlight', text => highlight([{ kind: 'text', text: text.slice(-20_000) }], 'Anna b')],
  ['a query of highlight', text => highlight([{ kind: 'text', text: 'Anna b' }], text)],
  ['foldText', foldText],
  ['toWords', toWords],
  ['toCsv', text => toCsv([[text, text]], { separator: ';' })],
  ['toTabs', text => toTabs([[text, text]])],
  ['cutCharacters', text => [cutCharacters(text, 100), cutCharacters(text, 32_000)]],
  ['shorten', text => shorten(text)],
  ['toFileName', text => toFileName(text, '2026-11-27')],
  ['exportName', text => exportName(aPlan({}, { chatTitle: text }))],
  ['toPortalPath', text => toPortalPath(text.slice(0, 2_048))],
  ['hideSecrets', text => [text, `https://a.example/?${text}`, `https://${text}`].map(one => hideSecrets(one))],
  ['names', text => [names.within(text), names.called(text), cleanLine(text), indexOfName(text, 'a', 0)]],
  ['wholeCharacters', wholeCharacters],
  ['escapeMarkdown', escapeMarkdown],
  ['markdownLines', text => markdownLines([{ kind: 'strong', children: [{ kind: 'text', text: text }] }, { kind: 'code', children: [{ kind: 'text', text }] }])],
  ['HTML', text => [encodeHtml(text), nodesHtml([{ kind: 'code', children: [{ kind: 'text', text }] }])]],
  ['nodeText', text => nodeText([{ kind: 'quote', head: { author: '', time: '', reference: null }, children: [{ kind: 'text', text }] }])],
  ['readFacts', text => readFacts({ text, attachments: asAttachments(text) })],
  ['toReadPage', text => toReadPage({ messages: [{ id: 1, text, author_id: 1, date: '' }], users: [], files: [] })],
  ['hasLink', text => hasLink({ text, attachments: [] })],
  ['toAttachments', text => toAttachments([{ MESSAGE: text }])],
  ['dialog ids', text => [parseDialogId(text), describeReceived(text)]],
  ['titles of the registration', text => [trimLikePortal(text), trimTitle(text)]],
  ['a word for Catch up', withoutColon],
  ['shownAddress', shownAddress],
  ['initials', initials],
]

test.each(USES)('%s takes no more time for anything than it has characters (a4)', (_name, use) => {
  expectInProportion(inputs, use)
})

test.each(EXPORT_FORMATS)('a message of 25,000 blanks, and of anything, is written as %s (a4)', (format) => {
  const local = aPlan({ format, isPseudonymous: true })
  const writer = createWriter(local)
  const part = { number: 1, firstId: 1 }
  expectInProportion(inputs, (text) => {
    // all of what is not formatted, and as much as is read for its formatting
    const written = ' \n`;-'.includes(text.charAt(0)) ? text : text.slice(0, 19_000)
    const message = anExportMessage(local, { text: written, attachments: [[{ kind: 'text', text: written }]], fileIds: [9] }, { files: [aFile({ name: written })] })
    expect(writer.write(message, part, undefined).length).toBeGreaterThan(10)
  })
})
