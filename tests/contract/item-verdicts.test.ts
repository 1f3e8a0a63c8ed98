/**
 * The form's verdict on an item is the portal's. One field of a valid item is changed, so that no code can hide another: the portal
 * reports the last of several, the form the first.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkItem, LONGEST_HANDLER, LONGEST_ICON_NAME, LONGEST_TITLE } from '../../src/settings/registration/check-item.ts'
import { COLOR_NAMES, CONTEXTS, type ItemPatch } from '../../src/settings/registration/sidebar-item.ts'
import { BITRIX_LANGUAGES } from '../../src/settings/registration/titles.ts'
import '../support/property-seed.ts'
import { aPatientPortal, VALID_ITEM, verdictOn } from './registration-portal.ts'

const portal = aPatientPortal()

/** Codes that only the form has, with what the portal says instead. */
const OWN_CODES: Readonly<Record<string, unknown>> = {
  // the portal only reports an error of the database, or may even cut the address; the form names the reason
  HANDLER_TOO_LONG: 'ERROR_CORE',
  // the portal takes it, and opens another address than the one that was meant
  HANDLER_WITH_BLANK_OR_HASH: true,
  // the portal answers this code but registers the item, without the texts; the form must prevent that
  TITLE_TOO_LONG: 'ERROR_CORE',
  NO_LANGUAGE: 'ERROR_CORE',
  // the portal would name the item after the application; the form asks for a name, because that one means nothing beside a chat
  NO_TITLE: true,
}

function formVerdictOn(patch: ItemPatch): unknown {
  const [issue] = checkItem({ ...VALID_ITEM, ...patch })
  if (!issue) return true
  expect(Object.keys(patch)).toEqual([issue.field])
  return Object.hasOwn(OWN_CODES, issue.code) ? OWN_CODES[issue.code] : issue.code
}

function expectSameVerdict(patch: ItemPatch): void {
  expect(formVerdictOn(patch), JSON.stringify(patch)).toBe(verdictOn(portal, { ...VALID_ITEM, ...patch }))
}

/** Any text that can be sent, and texts that trip careless checks. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '', ' ', '\0', '\n', '0', '__proto__', 'constructor', 'toString', 'null', 'undefined', '<script>alert(1)</script>', '"\'\\', '\u202E\uFEFF', '🎄',
  ),
)
const space = fc.constantFrom('', '', '', ' ', '\t', '\n', '\r', '\0', '\v', '\f', '\u00A0', '\u0085', '\u2003', '\u2028', '\uFEFF')
const letter = fc.constantFrom('a', 'ü', '中', '🎄', '-', '.')

/** A text of `base` whose length is near the limit. */
function around(limit: number, base = ''): fc.Arbitrary<string> {
  return fc.tuple(letter, fc.integer({ min: -2, max: 2 })).map(([fill, more]) => base + fill.repeat(limit + more - base.length))
}

/** A known word, sometimes in other letters or with space around it. */
function nearly(words: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(space, fc.constantFrom(...words), space, fc.constantFrom(false, false, true))
    .map(([before, word, after, isLower]) => before + (isLower ? word.toLowerCase() : word) + after)
}

const address = fc.tuple(
  fc.constantFrom('https', 'https', 'http', 'HTTPS', 'ftp', 'javascript', 'a+b', '1a', ''),
  fc.constantFrom('://', '://', '://', ':', ':/', ':///', '//', ''),
  fc.constantFrom('', '', 'user@', 'user:pass@', 'a@b@', '@', 'user/'),
  fc.constantFrom('app.example.com', 'App.Example.COM', 'localhost', '.example', 'example.', 'a..b', '127.0.0.1', '[::1]', '[::1.2]', 'пример.рф', '🎄.example', 'ex ample.com', 'a.b\t', ''),
  fc.constantFrom('', '', ':', ':80', ':0', ':65535', ':65536', ':123456', ':a', ':80a', ':80:90', ':-1', ': 1'),
  fc.constantFrom('', '/', '/page?x=1#y', '?x=http://y.z', '#x@y.z', '/:80', '/a://b.c', ' '),
).map(parts => parts.join(''))

const contextPart = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('ALL', ...CONTEXTS) }, { weight: 1, arbitrary: nearly(CONTEXTS) })
const contextList = fc.array(contextPart, { maxLength: 6 })
  .chain(parts => fc.tuple(space, fc.constantFrom(';', ';', ';', '; ', ',', ';;'), space).map(([before, joint, after]) => before + parts.join(joint) + after))

const patches: Record<string, fc.Arbitrary<ItemPatch>> = {
  handler: fc.oneof(address, around(LONGEST_HANDLER, 'https://app.example.com/'), hostile).map(handler => ({ handler })),
  iconName: fc.oneof(around(LONGEST_ICON_NAME), around(LONGEST_ICON_NAME, 'fa-'), nearly(['fa-comments', '123', '1-2']), hostile).map(iconName => ({ iconName })),
  context: fc.oneof(contextList, nearly(['ALL', ...CONTEXTS]), hostile).map(context => ({ context })),
  role: fc.oneof(nearly(['USER', 'ADMIN', 'EVERYBODY']), hostile).map(role => ({ role })),
  extranet: fc.oneof(nearly(['Y', 'N', '1']), hostile).map(extranet => ({ extranet })),
  color: fc.oneof(nearly([...COLOR_NAMES, '', 'BLACK', '#df532d']), hostile).map(color => ({ color })),
  titles: fc.dictionary(fc.constantFrom(...BITRIX_LANGUAGES, 'by', 'pt-BR', 'english'), fc.oneof(around(LONGEST_TITLE), space, hostile), { maxKeys: 4, noNullPrototype: true })
    .map(titles => ({ titles })),
}

test.each(Object.keys(patches))('the form judges a changed %s as the portal does', (field) => {
  fc.assert(fc.property(patches[field] ?? fc.constant({}), expectSameVerdict), { numRuns: 1_000 })
})

test('among what is tried every code occurs, and so does success', () => {
  const codes = Object.values(patches).flatMap(patch => fc.sample(patch, { numRuns: 1_000, seed: 1 }).map(one => checkItem({ ...VALID_ITEM, ...one })[0]?.code ?? 'accepted'))
  expect([...new Set(codes)].sort()).toEqual([
    'ERROR_ARGUMENT', 'ERROR_UNSUPPORTED_PROTOCOL', 'ERROR_WRONG_HANDLER_URL', 'HANDLER_TOO_LONG', 'HANDLER_WITH_BLANK_OR_HASH', 'INVALID_ERROR_COLOR',
    'INVALID_ERROR_CONTEXT', 'INVALID_ERROR_EXTRANET', 'INVALID_ERROR_ICON_NAME', 'INVALID_ERROR_ROLE', 'NO_LANGUAGE', 'NO_TITLE', 'TITLE_TOO_LONG', 'accepted',
  ])
})

test('a title that is too long is refused only after the item was registered: why the form checks it', () => {
  expect(verdictOn(portal, { ...VALID_ITEM, titles: { en: 'x'.repeat(LONGEST_TITLE + 1) } })).toBe('ERROR_CORE')
  expect(portal.portal.world.app.bindings).toMatchObject([{ handler: VALID_ITEM.handler, langAll: {} }])
})

test('without any title the item carries the name of the application: why the form asks for one', () => {
  expect(verdictOn(portal, { ...VALID_ITEM, titles: {} })).toBe(true)
  expect(portal.portal.sidebarItems(1, 'chat10', 'en')).toMatchObject([{ title: 'Demo app' }])
})
