import { trimText } from '../../php.ts'
import { colorByName } from './im-colors.ts'

/** Options after defaults were filled in. */
export type ImOptions = Readonly<Record<string, string>>

interface Check {
  option: string
  code: string
  isValid(value: string): boolean
}

const CONTEXTS = ['ALL', 'USER', 'CHAT', 'LINES', 'CRM']
const MAX_ICON_NAME = 50

/** In the order in which the messenger runs them: modules/im/lib/V2/Marketplace/RegistrationValidator.php. */
const CHECKS: readonly Check[] = [
  // One letter, space or hyphen anywhere is enough for the portal.
  { option: 'iconName', code: 'ICON_NAME', isValid: value => [...value].length <= MAX_ICON_NAME && /[a-zA-Z -]/.test(value) },
  { option: 'extranet', code: 'EXTRANET', isValid: value => value === 'Y' || value === 'N' },
  // The whole value is trimmed, its parts are not: `USER; CHAT` fails.
  { option: 'context', code: 'CONTEXT', isValid: value => trimText(value).split(';').every(one => CONTEXTS.includes(one)) },
  { option: 'role', code: 'ROLE', isValid: value => value === 'USER' || value === 'ADMIN' },
  { option: 'color', code: 'COLOR', isValid: value => value === '' || colorByName(value) !== null },
  { option: 'height', code: 'HEIGHT', isValid: value => Number(value) >= 0 },
  { option: 'width', code: 'WIDTH', isValid: value => Number(value) >= 0 },
]

/** The last failing check of those that apply, because a later failure replaces an earlier one; null when all pass. */
export function validateImOptions(options: ImOptions, applicable: readonly string[]): { error: string, error_description: string } | null {
  const failed = CHECKS.filter(({ option, isValid }) => applicable.includes(option) && !isValid(options[option] ?? '')).at(-1)
  return failed ? { error: `INVALID_ERROR_${failed.code}`, error_description: `Field ${failed.option} is invalid.` } : null
}
