import type { DOMWrapper, VueWrapper } from '@vue/test-utils'

/** Selectors of the roles that this app uses: the native element or the attribute. */
const SELECTORS: Record<string, string> = {
  alert: '[role="alert"]',
  button: 'button:not([role])',
  heading: 'h1, h2, h3',
  list: 'ul, ol',
  listitem: 'li',
  status: '[role="status"]',
  tab: '[role="tab"]',
  tabpanel: '[role="tabpanel"]',
  textbox: 'input',
}

function textById(id: string): string {
  return document.getElementById(id)?.textContent ?? ''
}

function nameOf(element: Element): string {
  const labelledBy = element.getAttribute('aria-labelledby')
  return (element.getAttribute('aria-label') ?? (labelledBy === null ? element.textContent : textById(labelledBy)) ?? '').replace(/[\u2068\u2069]/g, '').trim()
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
