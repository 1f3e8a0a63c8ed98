import { expect, onTestFinished, test, vi } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import QuestionDialog from '../../ui/QuestionDialog.vue'
import { writeTemplates, type Template } from '../template.ts'
import TemplateSet from './TemplateSet.vue'

const ANSWERS = { 'user.option.get': null, 'app.option.get': null, 'profile': { NAME: 'Anna', LAST_NAME: '' } }

async function openForm() {
  const wrapper = await mountInApp(TemplateSet, { portal: aPortal({ answers: ANSWERS }), props: { owner: 'own' } })
  await settle()
  await byRole(wrapper, 'button', 'New template').trigger('click')
  return wrapper
}

test('how much room a text has left is said before there is none, and what is too long is not sent', async () => {
  const wrapper = await openForm()
  await byRole(wrapper, 'textbox', 'Name').setValue('Thanks')
  const text = byRole(wrapper, 'textbox', 'Text')
  await text.setValue('x'.repeat(3_700))
  expect(wrapper.text()).not.toContain('left.')
  await text.setValue('x'.repeat(3_990))
  expect(wrapper.text()).toContain('10 characters left.')
  await text.setValue('x'.repeat(4_001))
  expect(byRole(wrapper, 'alert').text()).toBe('1 character too many.')
  await byRole(wrapper, 'textbox', 'Name').setValue('x'.repeat(101))
  expect(allByRole(wrapper, 'alert').map(one => one.text())).toContain('The name has more than 100 characters.')
  await wrapper.find('form').trigger('submit')
  expect(wrapper.find('form').exists()).toBe(true)
})

test('words that are too long to come back say so, the longest template does not', async () => {
  const wrapper = await openForm()
  const text = byRole(wrapper, 'textbox', 'Text')
  await text.setValue('"'.repeat(4_000))
  expect(wrapper.text()).not.toContain('too long to be kept')
  await text.setValue('x'.repeat(20_000))
  expect(wrapper.text()).toContain('This is too long to be kept when you close the sidebar.')
})

const ANSWERS_TO_CONFLICT = ['Save mine', 'Leave it as it is now']
const aTemplate = (id: string): Template => ({ id: id.repeat(12), folder: '', name: `Name ${id}`, text: `Text ${id}` })

/** A set over a portal that keeps it, and what somebody else does there. */
async function openSet(templates: readonly Template[]) {
  const kept = { text: writeTemplates(templates) }
  const portal = aPortal({ answers: {
    ...ANSWERS,
    'user.option.get': ({ option }: { option: string }) => option === 'templates' ? kept.text : null,
    'user.option.set': ({ options }: { options: Record<string, string> }) => {
      kept.text = options['templates'] ?? kept.text
      return true
    },
  } })
  const wrapper = await mountInApp(TemplateSet, { portal, props: { owner: 'own' } })
  await settle()
  const press = async (name: string) => {
    await byRole(wrapper, 'button', name).trigger('click')
    await settle()
  }
  return { wrapper, press, others: (next: readonly Template[]) => { kept.text = writeTemplates(next) } }
}

test('what was done before a long sleep of the device cannot be taken back, says so, and is offered no more', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const { wrapper, press } = await openSet([aTemplate('a')])
  await press('Delete “Name a”')
  vi.setSystemTime(Date.now() + 3_600_000)
  await press('Undo')
  expect(byRole(wrapper, 'alert').text()).toBe('This was done more than ten minutes ago, so it was not taken back.')
  expect(allByRole(wrapper, 'button', 'Undo')).toEqual([])
})

test.each(ANSWERS_TO_CONFLICT)('taking back one template that somebody has changed leaves the form of another open: %s', async (answer) => {
  const [a, b] = [aTemplate('a'), aTemplate('b')]
  const { wrapper, press, others } = await openSet([a, b])
  await press('Edit “Name a”')
  await byRole(wrapper, 'textbox', 'Text').setValue('Mine')
  await wrapper.find('form').trigger('submit')
  await settle()
  others([{ ...a, text: 'Theirs' }, b])
  await press('Edit “Name b”')
  await byRole(wrapper, 'textbox', 'Text').setValue('Half typed')
  await press('Undo')
  expect(byRole(wrapper, 'alert').text()).toContain('Theirs')
  await press(answer)
  expect(byRole(wrapper, 'textbox', 'Text').element).toHaveProperty('value', 'Half typed')
})

test('who goes elsewhere while a template is saved or deleted stays there, who does not goes on at a button', async () => {
  const { wrapper, press } = await openSet([aTemplate('a'), aTemplate('b')])
  const elsewhere = document.body.appendChild(document.createElement('input'))
  onTestFinished(() => elsewhere.remove())
  const focusAfter = async (begin: () => Promise<unknown>, isElsewhere: boolean) => {
    await begin()
    if (isElsewhere) elsewhere.focus()
    await settle()
    return isElsewhere ? document.activeElement === elsewhere : document.activeElement?.getAttribute('title')
  }
  const save = () => wrapper.find('form').trigger('submit')
  const remove = (name: string) => {
    const button = byRole(wrapper, 'button', `Delete “${name}”`)
    if (button.element instanceof HTMLElement) button.element.focus()
    return button.trigger('click')
  }
  for (const isElsewhere of [true, false]) {
    await press('Edit “Name b”')
    expect(await focusAfter(save, isElsewhere)).toBe(isElsewhere || 'Edit “Name b”')
  }
  expect(await focusAfter(() => remove('Name a'), true)).toBe(true)
  expect(await focusAfter(() => remove('Name b'), false)).toBe(null)
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'New template').element)
})

test.each(ANSWERS_TO_CONFLICT)('a conflict about what the form says ends with the form: %s', async (answer) => {
  const a = aTemplate('a')
  const { wrapper, press, others } = await openSet([a])
  await press('Edit “Name a”')
  await byRole(wrapper, 'textbox', 'Text').setValue('Mine')
  others([{ ...a, text: 'Theirs' }])
  await wrapper.find('form').trigger('submit')
  await settle()
  await press(answer)
  expect(wrapper.find('form').exists()).toBe(false)
})

test('what is typed while a template is saved stays, as a change of it, and so does what another form has by then', async () => {
  let answer: ((value: boolean) => void) | undefined
  const sent: string[] = []
  const portal = aPortal({ answers: {
    ...ANSWERS,
    'user.option.get': ({ option }: { option: string }) => option === 'templates' ? sent.at(-1) ?? null : null,
    'user.option.set': ({ options }: { options: Record<string, string> }) => new Promise((resolve) => {
      answer = (value) => {
        sent.push(options['templates'] ?? '')
        resolve(value)
      }
    }),
  } })
  const wrapper = await mountInApp(TemplateSet, { portal, props: { owner: 'own' } })
  await settle()
  const type = (name: string, words: string) => byRole(wrapper, 'textbox', name).setValue(words)
  const said = (name: string) => byRole(wrapper, 'textbox', name).element
  const answered = async () => {
    await vi.waitFor(() => expect(answer).toBeDefined())
    answer?.(true)
    answer = undefined
    await settle()
  }
  await byRole(wrapper, 'button', 'New template').trigger('click')
  await type('Name', 'Thanks')
  await type('Text', 'First')
  await wrapper.find('form').trigger('submit')
  await type('Text', 'First and more')
  await answered()
  expect(said('Text')).toHaveProperty('value', 'First and more')
  await wrapper.find('form').trigger('submit')
  await allByRole(wrapper, 'button', 'Cancel')[0]?.trigger('click')
  await byRole(wrapper, 'button', 'New template').trigger('click')
  await type('Name', 'Another')
  await answered()
  expect(said('Name')).toHaveProperty('value', 'Another')
  await allByRole(wrapper, 'button', 'Cancel')[0]?.trigger('click')
  expect(allByRole(wrapper, 'button', /^Edit “/), 'one, in its second words').toHaveLength(1)
  expect(sent.map(text => JSON.parse(text).items.length)).toEqual([1, 1])
  expect(sent[1]).toContain('First and more')
})

test('who asks again for a set that did not come keeps the focus near', async () => {
  const portal = aPortal({ answers: { ...ANSWERS, 'user.option.get': new PortalError('timeout'), 'app.option.get': new PortalError('timeout') } })
  const wrapper = await mountInApp(TemplateSet, { portal, props: { owner: 'own' } })
  await settle()
  const button = byRole(wrapper, 'button', 'Try again')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  expect(document.activeElement).toBe(wrapper.find('[tabindex="-1"]').element)
})

const focusOn = ({ element }: { element: Element }) => element instanceof HTMLElement && element.focus()

test('who saves their own words over others’ keeps the focus near, also where somebody else was faster once more', async () => {
  const a = aTemplate('a')
  const { wrapper, press, others } = await openSet([a])
  await press('Edit “Name a”')
  await byRole(wrapper, 'textbox', 'Text').setValue('Mine')
  others([{ ...a, text: 'Theirs' }])
  await wrapper.find('form').trigger('submit')
  await settle()
  others([{ ...a, text: 'Theirs again' }])
  focusOn(byRole(wrapper, 'button', 'Save mine'))
  await press('Save mine')
  expect(wrapper.text()).toContain('Theirs again')
  expect(document.activeElement).toBe(wrapper.find('[tabindex="-1"]').element)
  focusOn(byRole(wrapper, 'button', 'Save mine'))
  await press('Save mine')
  expect(document.activeElement).toBe(byRole(wrapper, 'button', 'Edit “Name a”').element)
})

test('who begins with an empty set keeps the focus near', async () => {
  let kept = 'no set'
  const wrapper = await mountInApp(TemplateSet, { props: { owner: 'own' }, portal: aPortal({ answers: {
    ...ANSWERS,
    'user.option.get': () => kept,
    'user.option.set': ({ options }: { options: Record<string, string> }) => {
      kept = options['templates'] ?? kept
      return true
    },
  } }) })
  await settle()
  const [button] = allByRole(wrapper, 'button', 'Begin with an empty set')
  if (button) focusOn(button)
  wrapper.findComponent(QuestionDialog).vm.$emit('confirm')
  await settle()
  expect(wrapper.text()).toContain('New template')
  expect(document.activeElement).toBe(wrapper.find('[tabindex="-1"]').element)
})
