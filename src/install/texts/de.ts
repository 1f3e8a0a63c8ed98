import type { Messages } from '../../i18n/texts.ts'

/** All that registration and its settings say in this language, in one chunk. */
const parts = import.meta.glob<Messages>('../**/locales/de.json', { eager: true, import: 'default' })

const messages: Messages = Object.assign({}, ...Object.values(parts))
export default messages
