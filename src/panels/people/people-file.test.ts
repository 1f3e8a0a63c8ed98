import { afterEach, expect, test, vi } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { aDialog, aUser, openingAnswers } from '../../../tests/support/answers.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import SidebarScreen from '../../app/SidebarScreen.vue'

async function openPeople() {
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
  const people = [aUser({ name: '=cmd|calc' }), aUser({ id: 2, name: 'Ben Okafor', work_position: '' }), aUser({ id: 3, name: 'Chloé\nMartin', work_position: 'Sales, EMEA' })]
  const portal = aPortal({
    answers: openingAnswers({
      'im.dialog.get': aDialog({ user_counter: 3 }),
      'im.dialog.users.list': people,
      'im.department.get': [{ id: 1, name: 'Studio' }],
    }),
  })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await byRole(wrapper, 'tab', 'People').trigger('click')
  await settle()
  return wrapper
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('the list is copied, one person a line, and nothing is calculated where it is pasted (r1)', async () => {
  const written: string[] = []
  const wrapper = await openPeople()
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
  await byRole(wrapper, 'button', 'Copy list').trigger('click')
  await settle()
  expect(written).toEqual(['\'=cmd|calc, Designer\nBen Okafor\nChloé Martin, Sales, EMEA'])
  expect(wrapper.text()).toContain('Copied.')
})

test('where the clipboard is closed the list is there as text, selected, at the first press and at the next', async () => {
  const wrapper = await openPeople()
  vi.stubGlobal('navigator', {})
  for (let presses = 0; presses < 2; presses += 1) {
    await byRole(wrapper, 'button', 'Copy list').trigger('click')
    await settle()
    expect(document.activeElement).toBe(byRole(wrapper, 'textbox', 'People').element)
    byRole(wrapper, 'button', 'Copy list').element.dispatchEvent(new FocusEvent('focus'))
  }
  expect(byRole(wrapper, 'textbox', 'People').element).toHaveProperty('value', '\'=cmd|calc, Designer\nBen Okafor\nChloé Martin, Sales, EMEA')
})

test('the people shown are saved as a file, formulas disarmed, and its address is given back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const blobs: unknown[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob)
    return 'blob:one'
  })
  const revoke = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
  const wrapper = await openPeople()
  await byRole(wrapper, 'textbox', 'Find by name').setValue('c')
  await byRole(wrapper, 'button', 'Save as CSV').trigger('click')
  const content = blobs[0] instanceof Blob ? await blobs[0].text() : ''
  const lines = content.replace('\uFEFF', '').split('\r\n')
  expect(lines[0]).toBe('Name,Role,Position,Department,Presence,From,Last message')
  expect(lines[1]).toMatch(/^'=cmd\|calc,Owner,Designer,Studio,/)
  expect(content).toContain('"Chloé\nMartin",,"Sales, EMEA",Studio,')
  expect(click.mock.contexts[0]).toHaveProperty('download', 'People Launch.csv')
  expect(revoke).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(revoke).toHaveBeenCalledWith('blob:one')
})
