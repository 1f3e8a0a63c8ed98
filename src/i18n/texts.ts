import { computed, inject, shallowRef, type ComputedRef, type InjectionKey } from 'vue'
import { loadFile } from '../lib/load-file.ts'
import { createFormats, type Formats } from './formats.ts'
import { direction, nearestTexts } from './languages.ts'
import english from './locales/en.json'
import { fillMessage, messageForms } from './message.ts'
import { pluralRule } from './plurals.ts'

/** Keys of the texts that every part of the app may use; a panel adds those of its own `locales/en.json`. */
export type SharedKey = keyof typeof english

export type Messages = Readonly<Record<string, string>>

/** Tag → the chunk with everything that is said in that language. */
export type TextLoaders = Readonly<Record<string, () => Promise<Messages>>>

type Values = Readonly<Record<string, string | number>>

export interface Texts<Key extends string = SharedKey> {
  t(key: Key, values?: Values): string
  /** A text with plural forms; `{count}` in it is the number as the language writes it. */
  plural(key: Key, count: number, values?: Values): string
  /** What `Intl` writes in the language of the texts. */
  readonly formats: ComputedRef<Formats>
}

export interface TextsOwner extends Texts<string> {
  /**
   * Switches to the texts nearest to a language tag, in the page's `lang` and `dir` too. The last call wins.
   * @throws whatever kept the chunk from loading, also when it neither arrives nor fails
   */
  use(tag: string): Promise<void>
  /**
   * Adds the texts of a part that is not there from the start, in the language spoken now and in those that come.
   * @throws whatever kept the chunk from loading
   */
  extend(part: TextLoaders): Promise<void>
}

interface Language {
  messages: Messages
  formats: Formats
  formOf: (count: number, forms: number) => number
}

export const textsKey: InjectionKey<TextsOwner> = Symbol('texts')

/** Texts that begin as the shell's English, which needs no loading, so that something can be said at once. */
export function createTexts({ loaders, root = document.documentElement }: { loaders: TextLoaders, root?: HTMLElement }): TextsOwner {
  const tags = Object.keys(loaders)
  const parts = [loaders]
  const language = shallowRef(toLanguage('en', english))
  let spoken = 'en'
  let runs = 0

  async function loadLanguage(tag: string): Promise<Language> {
    const found = await Promise.all(parts.map(({ [tag]: load }) => load && loadFile(load)))
    return toLanguage(tag, Object.assign({}, tag === 'en' ? english : {}, ...found))
  }

  async function use(wanted: string): Promise<void> {
    const run = ++runs
    spoken = wanted
    const tag = nearestTexts(wanted, tags)
    const found = await loadLanguage(tag)
    if (run !== runs) return
    language.value = found
    root.lang = tag
    root.dir = direction(tag)
  }

  // A text that is missing shows its key: tests/rules finds it before anybody else does.
  const messageOf = (key: string) => language.value.messages[key] ?? key

  return {
    formats: computed(() => language.value.formats),
    t: (key, values = {}) => fillMessage(messageOf(key), values),
    plural(key, count, values = {}) {
      const { formats, formOf } = language.value
      const forms = messageForms(messageOf(key))
      return fillMessage(forms[formOf(count, forms.length)] ?? key, { count: formats.number(count), ...values })
    },
    use,
    async extend(part) {
      parts.push(part)
      try {
        await use(spoken)
      } catch (reason) {
        parts.splice(parts.indexOf(part), 1)
        throw reason
      }
    },
  }
}

function toLanguage(tag: string, messages: Messages): Language {
  return { messages, formats: createFormats(tag), formOf: pluralRule(tag) }
}

/** The texts that `main.ts` provided, with what loads them. @throws Error when used outside the app */
export function useTextsOwner(): TextsOwner {
  const texts = inject(textsKey, null)
  if (!texts) throw new Error('useTexts() needs an app that provides textsKey (see src/main.ts)')
  return texts
}

/** The texts that `main.ts` provided. @throws Error when used outside the app */
export function useTexts<Key extends string = SharedKey>(): Texts<Key> {
  return useTextsOwner()
}
