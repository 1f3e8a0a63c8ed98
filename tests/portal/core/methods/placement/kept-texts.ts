import { isMap, isTruthy, toText, trimText } from '../../php.ts'
import { type Params, RestError } from '../../rest/exchange.ts'
import type { PlacementBinding, World } from '../../world/model.ts'

const TEXT_FIELDS = ['TITLE', 'DESCRIPTION', 'GROUP_NAME'] as const
/** Columns of b_rest_placement and of b_rest_placement_lang. */
export const LONGEST_TEXT = 255
const LONGEST_LANGUAGE = 2

type LangAll = PlacementBinding['langAll']
type Texts = LangAll[string]

export function readTexts(from: Params): Texts {
  const [title = '', description = '', groupName = ''] = TEXT_FIELDS.map(field => trimText(toText(from[field])))
  return { title, description, groupName }
}

/** `LANG_ALL` when there is any, then `TITLE` and its like do not count; else those, under the portal's language. */
export function readLangAll(params: Params, world: World): LangAll {
  const { LANG_ALL: langAll } = params
  if (isTruthy(langAll)) {
    const entries = typeof langAll === 'object' ? Object.entries(langAll ?? {}) : []
    return Object.fromEntries(entries.map(([language, texts]) => [language, readTexts(isMap(texts) ? texts : {})]))
  }
  return TEXT_FIELDS.some(field => isTruthy(params[field])) ? { [world.settings.language]: readTexts(params) } : {}
}

/** Length as PHP's `mb_strlen` counts it. */
export function length(text: string): number {
  return [...text].length
}

/** What modules/rest/lib/placementlang.php has against a language's texts; the wording is assumed, the rules are not. */
function textProblems(language: string, texts: Texts): string[] {
  const tooLong = (field: string, longest: number) => `The field "${field}" must not be longer than ${longest} characters.`
  return [
    ...(texts.title === '' ? ['The field "TITLE" is required.'] : []),
    ...(length(language) > LONGEST_LANGUAGE ? [tooLong('LANGUAGE_ID', LONGEST_LANGUAGE)] : []),
    ...(length(texts.title) > LONGEST_TEXT ? [tooLong('TITLE', LONGEST_TEXT)] : []),
    ...(length(texts.description) > LONGEST_TEXT ? [tooLong('DESCRIPTION', LONGEST_TEXT)] : []),
    ...(length(texts.groupName) > LONGEST_TEXT ? [tooLong('GROUP_NAME', LONGEST_TEXT)] : []),
  ]
}

/**
 * Adds the texts of one language after the other. The first that cannot be kept ends it with an error, and what was stored until
 * then stays: the item is registered although the answer is an error.
 * @throws RestError `ERROR_CORE`
 */
export function keepTexts(binding: PlacementBinding, langAll: LangAll): void {
  for (const [language, texts] of Object.entries(langAll)) {
    const problems = textProblems(language, texts)
    if (problems.length > 0) throw new RestError('ERROR_CORE', `Unable to set placements language: ${problems.join(', ')}`)
    binding.langAll[language] = texts
  }
}
