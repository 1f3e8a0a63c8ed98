import { computed, shallowRef, type ComputedRef, type InjectionKey } from 'vue'
import { injectProvided } from '../lib/inject-provided.ts'
import { loadFile } from '../lib/with-deadline.ts'
import english from './en/first.json'
import type rest from './en/rest.json'
import type settings from './en/settings.json'
import { createFormats, type Formats } from './formats.ts'
import { direction, intlTag, nearestTexts } from './languages.ts'
import { fillMessage, messageForms, pluralRule } from './message.ts'
import { loadTexts } from './text-files.ts'

/** Keys of everything that the app says. */
export type TextKey = keyof typeof english | keyof typeof rest | keyof typeof settings

/** A file of each language: what the first view says, what panels and screens say, what administrators see. */
export type TextPart = 'first' | 'rest' | 'settings'

export type Messages = Readonly<Record<string, string>>

type RestOf<Key, Prefix extends string> = Key extends `${Prefix}${infer Rest}` ? Rest : never

type Values = Readonly<Record<string, string | number>>

export interface Texts {
  /** BCP 47 tag for what `Intl` writes, sorts and compares in the page's language. */
  readonly tag: ComputedRef<string>
  t(key: TextKey, values?: Values): string
  /** A text with plural forms; `{count}` in it is the number as the language writes it. */
  plural(key: TextKey, count: number, values?: Values): string
  /** The texts whose keys begin like this, by the rest of their keys, such as those that an export takes along. */
  startingWith<Prefix extends string>(prefix: Prefix): Readonly<Record<RestOf<TextKey, Prefix>, string>>
  /** What `Intl` writes in the language of the texts. */
  readonly formats: ComputedRef<Formats>
}

export interface TextsOwner extends Texts {
  /**
   * Switches to the texts nearest to a language tag, in the page's `lang` and `dir` too. The last call wins.
   * @throws the error that kept a file from loading, also when it neither arrives nor fails
   */
  use(tag: string): Promise<void>
  /**
   * Adds a part that is not loaded at the start, in the current language and in those chosen later.
   * @throws the error that kept its file from loading
   */
  need(part: TextPart): Promise<void>
  /** Whether it need not be waited for. */
  has(part: TextPart): boolean
}

interface Language {
  tag: string
  messages: Messages
  /** What of the language has been loaded. */
  parts: ReadonlySet<TextPart>
  formats: Formats
  formOf: (count: number, forms: number) => number
}

export const textsKey: InjectionKey<TextsOwner> = Symbol('texts')

/** Texts that begin with the first view's English, so that the app can say something at once. */
export function createTexts({ loadPart = loadTexts, root = document.documentElement }: { loadPart?: typeof loadTexts, root?: HTMLElement } = {}): TextsOwner {
  const needed = new Set<TextPart>(['first'])
  const language = shallowRef(toLanguage('en', english, needed))
  let runs = 0

  async function load(tag: string, parts: readonly TextPart[]): Promise<Messages> {
    // the English of the first view is there
    const found = await Promise.all(parts.map(part => tag === 'en' && part === 'first' ? {} : loadFile(() => loadPart(tag, part))))
    return Object.assign({}, ...found)
  }

  async function use(wanted: string): Promise<void> {
    const run = ++runs
    const tag = nearestTexts(wanted)
    let messages: Messages = {}
    let parts: TextPart[] = []
    // a part that is needed while others are on their way comes with them
    while (parts.length < needed.size) {
      parts = [...needed]
      messages = await load(tag, parts)
    }
    if (run !== runs) return
    language.value = toLanguage(tag, { ...english, ...messages }, parts)
    root.lang = tag
    root.dir = direction(tag)
  }

  async function need(part: TextPart): Promise<void> {
    needed.add(part)
    try {
      while (!language.value.parts.has(part)) {
        const { tag } = language.value
        const found = await load(tag, [part])
        const spoken = language.value
        if (spoken.tag === tag) language.value = { ...spoken, messages: { ...spoken.messages, ...found }, parts: new Set([...spoken.parts, part]) }
      }
    } catch (reason) {
      needed.delete(part)
      throw reason
    }
  }

  // A text that is missing is English or shows its key: tests/rules finds it before anybody else does.
  const messageOf = (key: string) => language.value.messages[key] ?? key

  return {
    tag: computed(() => intlTag(language.value.tag)),
    formats: computed(() => language.value.formats),
    t: (key, values = {}) => fillMessage(messageOf(key), values),
    plural(key, count, values = {}) {
      const { formats, formOf } = language.value
      const forms = messageForms(messageOf(key))
      return fillMessage(forms[formOf(count, forms.length)] ?? key, { count: formats.number(count), ...values })
    },
    startingWith(prefix) {
      const found = Object.entries(language.value.messages).filter(([key]) => key.startsWith(prefix))
      return Object.fromEntries(found.map(([key, text]) => [key.slice(prefix.length), text])) as Record<RestOf<TextKey, typeof prefix>, string>
    },
    use,
    need,
    has: part => language.value.parts.has(part),
  }
}

function toLanguage(tag: string, messages: Messages, parts: Iterable<TextPart>): Language {
  return { tag, messages, parts: new Set(parts), formats: createFormats(intlTag(tag)), formOf: pluralRule(tag) }
}

/** The texts that `main.ts` provided, with what loads them. @throws Error when used outside the app */
export function useTextsOwner(): TextsOwner {
  return injectProvided(textsKey)
}

/** The texts that `main.ts` provided. @throws Error when used outside the app */
export function useTexts(): Texts {
  return useTextsOwner()
}
