import type { DOMWrapper, VueWrapper } from '@vue/test-utils'

/** Selectors of the roles that this app uses: the native element or the attribute. */
const SELECTORS: Record<string, string> = {
  alert: '[role="alert"]',
  button: 'button:not([role])',
  checkbox: 'input[type="checkbox"]',
  combobox: 'select',
  dialog: 'dialog',
  heading: 'h1, h2, h3',
  list: 'ul, ol, [role="list"]',
  listitem: 'li, [role="listitem"]',
  radio: 'input[type="radio"]',
  status: '[role="status"]',
  tab: '[role="tab"]',
  table: 'table',
  tabpanel: '[role="tabpanel"]',
  textbox: 'input:not([type="checkbox"], [type="radio"]), textarea',
}

function textById(id: string): string {
  return document.getElementById(id)?.textContent ?? ''
}

/** What a control's `<label>` says; an element without one is named by its content. */
function textByLabel(element: Element): string | null {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement
  const label = isField ? element.labels?.[0] : undefined
  return (label ?? element).textContent
}

function nameOf(element: Element): string {
  const labelledBy = element.getAttribute('aria-labelledby')
  const words = element.getAttribute('aria-label') ?? (labelledBy === null ? textByLabel(element) : textById(labelledBy)) ?? ''
  // an element without words is named by its title
  const name = words.trim() === '' ? element.getAttribute('title') ?? '' : words
  return name.replace(/[\u2068\u2069]/g, '').trim()
}

/** Every element of a role whose name is, or contains, a text, as a user would find it. */
export function allByRole(wrapper: VueWrapper, role: string, name: string | RegExp = ''): DOMWrapper<Element>[] {
  const selector = SELECTORS[role]
  if (selector === undefined) throw new Error(`No selector for the role ${role}`)
  return wrapper.findAll(selector).filter(({ element }) => {
    const found = nameOf(element)
    return typeof name === 'string' ? found.includes(name) : name.test(found)
  })
}

/** The one element of a role and name. @throws Error when there is none or more than one, with what there is */
export function byRole(wrapper: VueWrapper, role: string, name: string | RegExp = ''): DOMWrapper<Element> {
  const [found, ...others] = allByRole(wrapper, role, name)
  if (!found || others.length > 0) {
    const names = allByRole(wrapper, role).map(({ element }) => nameOf(element))
    throw new Error(`${found ? 'More than one' : 'No'} ${role} "${String(name)}" among: ${names.join(' | ')}`)
  }
  return found
}

/** Gives the focus to an element of a role and name, as somebody does who goes there by keyboard. */
export function focusOn(wrapper: VueWrapper, role: string, name: string | RegExp = ''): DOMWrapper<Element> {
  const found = byRole(wrapper, role, name)
  if (found.element instanceof HTMLElement) found.element.focus()
  return found
}
