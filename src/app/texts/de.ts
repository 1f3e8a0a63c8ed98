import type { Messages } from '../../i18n/texts.ts'
import shell from '../../i18n/locales/de.json'

/** All that is said in this language, in one chunk. */
const parts = import.meta.glob<Messages>(
  ['../first/locales/de.json', '../../panels/*/first/locales/de.json'],
  { eager: true, import: 'default' },
)

const messages: Messages = Object.assign({}, shell, ...Object.values(parts))
export default messages
