import { HtmlValidate, StaticConfigLoader } from 'html-validate'

/** The library works its rules out anew for every page, which takes longer than most pages; here they are the same for all. */
class SameForAll extends StaticConfigLoader {
  #config: ReturnType<StaticConfigLoader['getConfigFor']> | undefined

  override getConfigFor(handle: string): ReturnType<StaticConfigLoader['getConfigFor']> {
    return this.#config ??= super.getConfigFor(handle)
  }
}

/** What the standard of HTML forbids, as a library knows it that did not write the page. How it is written is nobody's business. */
const validator = new HtmlValidate(new SameForAll({
  root: true,
  extends: ['html-validate:standard', 'html-validate:browser'],
  rules: {
    // the standard allows white space, and messages have it
    'no-trailing-whitespace': 'off',
    // people write them, and they stand for themselves
    'no-raw-characters': 'off',
  },
}))

/** Every complaint about a page: its rule, and what it says. */
export function complaintsAbout(html: string): string[] {
  const { results } = validator.validateStringSync(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${ruleId} at ${line}:${column}: ${message}`))
}
