import { afterEach, expect, test } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { createRegistry } from '../../panels/registry.ts'
import type { TextKey } from '../../texts/texts.ts'
import PanelOrderForm from './PanelOrderForm.vue'

afterEach(() => document.body.replaceChildren())

const PANELS = createRegistry(['Members', 'Tasks', 'Files'].map(title => ({
  id: title.toLowerCase(), titleKey: title as TextKey /* a text that is missing shows its key */, scopes: [], contexts: ['CHAT'], component: () => Promise.resolve({ default: {} }),
})))

/** `stored` is what the portal says when it is asked; the handshake brought `option`. */
async function openForm(option?: string, stored: unknown = option ?? null) {
  const portal = aPortal({
    opening: { isAdmin: true, appOption: name => name === 'panelOrder' ? option : undefined },
    answers: {
      'app.option.get': () => stored,
      'app.option.set': ({ options }: { options: { panelOrder: string } }) => {
        stored = options.panelOrder
        return true
      },
    },
  })
  const wrapper = await mountInApp(PanelOrderForm, { portal, panels: PANELS })
  return {
    wrapper,
    titles: () => allByRole(wrapper, 'listitem').map(item => item.text()),
    written: () => portal.sent.filter(({ method }) => method === 'app.option.set').map(({ params }) => params),
    async press(name: string) {
      await byRole(wrapper, 'button', name).trigger('click')
      await settle()
    },
    async save() {
      await wrapper.find('form').trigger('submit')
      await settle()
    },
  }
}

test('a panel moves up, the focus goes with it, and the order is saved as a text', async () => {
  const form = await openForm()
  await form.press('Move Files up')
  expect(document.activeElement?.getAttribute('title')).toBe('Move Files up')
  await form.press('Move Files up')
  expect(form.titles()).toEqual(['Files', 'Members', 'Tasks'])
  expect(document.activeElement?.getAttribute('title'), 'the first goes no further').toBe('Move Members up')
  await form.save()
  expect(form.written()).toEqual([{ options: { panelOrder: 'files members tasks' } }])
  expect(byRole(form.wrapper, 'status').text()).toContain('Saved.')
})

test('the order of the app itself is saved as none', async () => {
  const form = await openForm('tasks')
  expect(form.titles()).toEqual(['Tasks', 'Members', 'Files'])
  await form.press('Move Members up')
  await form.save()
  expect(form.written()).toEqual([{ options: { panelOrder: '' } }])
})

test('an order that another administrator has saved since the handshake is shown, and can be taken back', async () => {
  const form = await openForm(undefined, 'tasks')
  expect(form.titles()).toEqual(['Tasks', 'Members', 'Files'])
  await form.press('Move Members up')
  await form.save()
  expect(form.written()).toEqual([{ options: { panelOrder: '' } }])
})
