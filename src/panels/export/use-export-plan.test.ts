import { expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { mountInApp } from '../../../tests/support/mount.ts'
import { parseDialogId } from '../../chat/dialog-id.ts'
import type { ChatKind } from '../../chat/overview.ts'
import { NO_CHOICE, toOptions, useExportPlan } from './export-form.ts'

/** What a chat is called in its export. */
async function titleOf(dialog: string, kind: ChatKind, isPseudonymous: boolean): Promise<string | undefined> {
  let title: string | undefined
  await mountInApp(defineComponent({
    setup() {
      const toPlan = useExportPlan()
      const [dialogId, options] = [parseDialogId(dialog), toOptions({ ...NO_CHOICE, isPseudonymous })]
      title = dialogId && options ? toPlan(options, { dialogId, kind, title: 'Mara Lind - Shop' }).facts.chatTitle : undefined
      return () => null
    },
  }), { portal: aPortal() })
  return title
}

test.each<[string, ChatKind]>([['5', 'private'], ['chat7', 'open-line']])('with pseudonyms %s, a chat of the kind %s, is not called by the name of a person', async (dialog, kind) => {
  expect(await titleOf(dialog, kind, true)).toBe('Chat')
  expect(await titleOf(dialog, kind, false)).toBe('Mara Lind - Shop')
})

test('a group keeps the title that people gave it', async () => {
  expect(await titleOf('chat7', 'group', true)).toBe('Mara Lind - Shop')
})
