import type { Messages } from '../../i18n/texts.ts'
import shell from '../../i18n/locales/ru.json'

/** All that is said in this language, in one chunk. */
const parts = import.meta.glob<Messages>(
  ['../first/locales/ru.json', '../../panels/*/first/locales/ru.json'],
  { eager: true, import: 'default' },
)

const messages: Messages = Object.assign({}, shell, ...Object.values(parts))
export default messages
