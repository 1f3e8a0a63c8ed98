import english from './en/marks.json'

/** What is looked for in messages, in one language: `marks.json` of its folder. */
export interface Marks {
  /** What people write before a decision and a promise. */
  decision: readonly string[]
  promise: readonly string[]
  /**
   * What the portal itself writes, by its published language files of several years, each without its full stop; nothing where none is
   * published, and not where nothing but a blank stands between two names.
   */
  portal: Readonly<Partial<Record<keyof typeof english.portal, readonly string[]>>>
}

const others = import.meta.glob<Marks>(['./*/marks.json', '!./en/marks.json'], { eager: true, import: 'default' })

/** Of all languages, English first: in one chat people and portals write in several. */
export const MARKS: readonly Marks[] = [english, ...Object.values(others)]
