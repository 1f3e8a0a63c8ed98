import type { Messages } from '../../i18n/texts.ts'

/** What the first view says in this language, in one chunk, but for the shell's own words: those are there from the start. */
const parts = import.meta.glob<Messages>(
  ['../first/locales/en.json', '../../panels/*/first/locales/en.json'],
  { eager: true, import: 'default' },
)

const messages: Messages = Object.assign({}, ...Object.values(parts))
export default messages
