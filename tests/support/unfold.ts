import type { VueWrapper } from '@vue/test-utils'
import { settle } from './mount.ts'

/** Opens the folded part with this title, as a press on the title does. @throws Error where there is none */
export async function unfold(wrapper: VueWrapper, title: string): Promise<void> {
  const details = wrapper.findAll('details').find(one => one.get('summary').text() === title)
  if (!details || !(details.element instanceof HTMLDetailsElement)) throw new Error(`No part ${title}`)
  details.element.open = true
  await details.trigger('toggle')
  await settle()
}
