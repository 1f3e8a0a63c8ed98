import { afterEach, expect, test } from 'vitest'
import { aPortal, aPromise, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { MARK_WORDS, parseMarkWords } from '../../messages/catch-up/mark-words.ts'
import MarkWordsForm from './MarkWordsForm.vue'

afterEach(() => {
  document.body.replaceChildren()
})

/** `stored` is what another administrator has saved since the handshake brought `option`; it may take its time to say so. */
function aPortalWithOptions(option?: string, stored: unknown = option ?? null) {
  return aPortal({
    opening: { isAdmin: true, appOption: name => name === 'markWords' ? option : undefined },
    answers: {
      'app.option.get': () => stored,
      'app.option.set': ({ options }: { options: { markWords: unknown } }) => {
        stored = options.markWords
        return true
      },
    },
  })
}

function written(portal: ScriptedPortal): unknown[] {
  return portal.sent.filter(({ method }) => method === 'app.option.set').map(({ params }) => params)
}

test('the words of the app stand there until somebody changes them, and what is saved is what is looked for', async () => {
  const portal = aPortalWithOptions()
  const wrapper = await mountInApp(MarkWordsForm, { portal })
  const field = byRole(wrapper, 'textbox', 'Decided, one word a line')
  expect(field.element).toHaveProperty('value', MARK_WORDS.filter(({ kind }) => kind === 'decision').map(({ word }) => word).join('\n'))
  await field.setValue('Beschluss:\n\n  Fazit ：')
  await byRole(wrapper, 'textbox', 'Promised, one word a line').setValue('')
  await wrapper.find('form').trigger('submit')
  await settle()
  expect(written(portal)).toEqual([{ options: { markWords: '{"decision":["Beschluss","Fazit"],"promise":[]}' } }])
  expect(parseMarkWords('{"decision":["Beschluss","Fazit"],"promise":[]}')).toHaveLength(2)
  expect(byRole(wrapper, 'status').text()).toContain('Saved.')
})

test('more than can be found is not saved, and the original words come back', async () => {
  const portal = aPortalWithOptions('{"decision":["Fazit"],"promise":[]}')
  const wrapper = await mountInApp(MarkWordsForm, { portal })
  for (const word of ['x'.repeat(41), '✅', 'Decision: yes']) {
    await byRole(wrapper, 'textbox', 'Decided').setValue(word)
    expect(byRole(wrapper, 'alert').text(), word).toContain('At most 400 words of at most 40 characters')
    await wrapper.find('form').trigger('submit')
    await settle()
    expect(written(portal)).toEqual([])
  }
  await byRole(wrapper, 'button', 'Fill in the original words').trigger('click')
  expect(byRole(wrapper, 'textbox', 'Promised').element).toHaveProperty('value', expect.stringContaining('To do'))
})

const THEIRS = '{"decision":["Fazit"],"promise":[]}'

test.each([undefined, '{"decision":["Beschluss:",""],"promise":["Ich ："]}'])('words that another administrator has saved since the handshake with %j are shown', async (option) => {
  const wrapper = await mountInApp(MarkWordsForm, { portal: aPortalWithOptions(option, THEIRS) })
  expect(byRole(wrapper, 'textbox', 'Decided').element).toHaveProperty('value', 'Fazit')
})

test('where something was typed before they are known, they go only when that is asked for again', async () => {
  const { promise, resolve } = aPromise<string>()
  const portal = aPortalWithOptions(undefined, promise)
  const wrapper = await mountInApp(MarkWordsForm, { portal })
  await byRole(wrapper, 'textbox', 'Decided').setValue('Beschluss')
  resolve(THEIRS)
  await settle()
  await wrapper.find('form').trigger('submit')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toContain('somebody may have saved meanwhile')
  expect(byRole(wrapper, 'textbox', 'Decided').element).toHaveProperty('value', 'Beschluss')
  expect(written(portal)).toEqual([])
  await wrapper.find('form').trigger('submit')
  await settle()
  expect(byRole(wrapper, 'status').text()).toContain('Saved.')
  expect(written(portal)).toHaveLength(1)
})

test('while it is saved no button fills in other words, so that it is said to be saved', async () => {
  const { promise, resolve } = aPromise<boolean>()
  const portal = aPortalWithOptions()
  const wrapper = await mountInApp(MarkWordsForm, { portal })
  await byRole(wrapper, 'textbox', 'Decided').setValue('Fazit')
  portal.answer('app.option.set', () => promise)
  await wrapper.find('form').trigger('submit')
  await settle()
  await byRole(wrapper, 'button', 'Fill in the original words').trigger('click')
  expect(byRole(wrapper, 'textbox', 'Decided').element).toHaveProperty('value', 'Fazit')
  resolve(true)
})
