/** What somebody does with the notes and sees of them, inside the page itself: by the browser's own keyboard a hundred deeds cost more than all the rest. */
import type { Frame } from '@playwright/test'

export interface NoteDeed {
  kind: 'add' | 'edit' | 'up' | 'down'
  /** Which line; of a shorter list it begins again. */
  pick: number
  /** What is written, one word. */
  word: string
}

/** Of the shared list, as it is drawn. */
export interface Shown {
  /** With every version of a text where somebody has to choose. */
  lines: { id: string, texts: string[] }[]
  /** Something is not sent yet. */
  isWaiting: boolean
}

/** The line in which the word was put; null where nothing was written. */
export async function act(frame: Frame, deed: NoteDeed): Promise<string | null> {
  return await frame.evaluate(async ({ kind, pick, word }) => {
    const rows = () => [...document.querySelectorAll<HTMLElement>('ul[aria-label="Shared"] [data-line]')]
    const drawn = async <Found>(find: () => Found | null | undefined): Promise<Found> => {
      for (const until = performance.now() + 20_000; performance.now() < until; await new Promise(resolve => setTimeout(resolve, 5))) {
        const found = find()
        if (found) return found
      }
      throw new Error(`${kind} ${word}: nothing is drawn`)
    }
    const press = (target: Element, init: KeyboardEventInit) => target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
    const write = async (field: HTMLTextAreaElement, text: string) => {
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      // drawn before the next key, as by anybody who types
      await new Promise(resolve => setTimeout(resolve))
      press(field, { key: 'Enter' })
    }
    if (kind === 'add') {
      const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.startsWith('New line'))
      await write(await drawn(() => document.querySelector<HTMLTextAreaElement>(`[id="${label?.htmlFor}"]`)), word)
      const row = await drawn(() => rows().find(({ textContent }) => textContent.includes(word)))
      return row.dataset['line'] ?? null
    }
    const all = rows()
    const { line = '' } = all[pick % all.length]?.dataset ?? {}
    const find = <Found extends Element>(what: string) => document.querySelector<Found>(`[data-line="${line}"] ${what}`)
    const edit = await drawn(() => find<HTMLElement>('[data-column="edit"]'))
    if (kind !== 'edit') {
      press(edit, { key: kind === 'up' ? 'ArrowUp' : 'ArrowDown', altKey: true })
      return null
    }
    edit.click()
    const field = await drawn(() => find<HTMLTextAreaElement>('textarea'))
    await write(field, `${field.value} ${word}`)
    await drawn(() => find('[data-words]'))
    return line
  }, deed)
}

/** Presses what says that something may be tried again. */
export async function shown(frame: Frame): Promise<Shown> {
  return await frame.evaluate(() => {
    for (const button of document.querySelectorAll('button')) if (button.textContent.trim() === 'Try again') button.click()
    const lines = [...document.querySelectorAll<HTMLElement>('ul[aria-label="Shared"] [data-line]')].map(row => ({
      id: row.dataset['line'] ?? '', texts: [...row.querySelectorAll('.message-text, .conflict .text')].map(({ textContent }) => textContent),
    }))
    return { lines, isWaiting: document.body.textContent.includes('not sent yet') }
  })
}
