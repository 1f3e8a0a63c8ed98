import type { B24Frame } from '@bitrix24/b24jssdk'
import { loadFile } from '../lib/with-deadline.ts'
import { PortalError } from './errors.ts'
import { ignoreTeardown } from './ignore-teardown.ts'
import { toOpening } from './opening.ts'
import type { LatePortal } from './portal-late.ts'
import type { EarlyPortal, Opening, Portal, RequestListener } from './portal.ts'
import { resolveAddress } from './resolve-url.ts'
import { createRest } from './rest.ts'

/** Everything of `portal-late.ts`; what it has and is not named here does not compile. */
const LATE = [
  'readBatch', 'openPath', 'openApplication', 'closeApplication', 'openChannel', 'openApplicationChannel', 'readTextarea', 'writeTextarea', 'getInterface', 'onEvent',
] as const satisfies readonly (keyof LatePortal)[]

/** The portal over a frame whose handshake is done; `release` takes away what was there before it. */
export function createPortal(frame: B24Frame, origin: string, release: () => void): Portal {
  const opening = toOpening({
    placement: frame.placement.title,
    options: frame.placement.options,
    language: frame.getLang(),
    isAdmin: frame.auth.isAdmin,
    isInstallMode: frame.isInstallMode,
    // `getAuthData()` has it too, but answers false once the token has expired
    memberId: frame.auth.getUniq('').slice('_'.length),
    appOption: name => frame.options.appGet(name),
    userOption: name => frame.options.userGet(name),
    origin,
  })
  const hearers = new Set<RequestListener>()
  const onRequest: RequestListener = (...request) => hearers.forEach(hear => hear(...request))
  let repeats = 0
  let late: Promise<LatePortal> | undefined
  // made once, because those who listen on the application's channel share it; what did not load is loaded by the next call
  const loadLate = () => late ??= loadFile(() => import('./portal-late.ts')).then(
    ({ createLatePortal }) => createLatePortal(frame, opening, onRequest),
    (cause: unknown) => {
      late = undefined
      throw new PortalError('offline', { cause })
    },
  )
  return {
    ...createEarlyPortal(frame, opening, release),
    ...createRest({ actions: frame.actions, onRequest, onRepeat: () => repeats += 1 }),
    onRequest(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    repeats: () => repeats,
    ...whenLoaded(loadLate, LATE),
  }
}

type Late = (...given: never[]) => Promise<unknown>

/** Methods that are loaded when one of them is called. */
function whenLoaded<Name extends string, Methods extends Record<Name, Late>>(load: () => Promise<Methods>, names: readonly Name[]): Pick<Methods, Name> {
  const through = (name: Name): Late => async (...given) => (await load())[name](...given)
  return Object.fromEntries(names.map(name => [name, through(name)])) as unknown as Pick<Methods, Name> // under each name its method
}

function createEarlyPortal(frame: B24Frame, opening: Opening, release: () => void): Omit<EarlyPortal, 'batch' | 'call' | 'onRequest' | 'repeats'> {
  const { parent } = frame
  return {
    opening,
    openMessenger(dialogId) {
      const id = toMessengerId(dialogId)
      if (id !== undefined) parent.imOpenMessenger(id).catch(ignoreTeardown)
    },
    callPerson(personId, { isVideo }) {
      if (Number.isSafeInteger(personId) && personId > 0) parent.imCallTo(personId, isVideo).catch(ignoreTeardown)
    },
    setTitle(title) {
      if (opening.placement === 'DEFAULT') parent.setTitle(title).catch(ignoreTeardown)
    },
    // not the SDK's `fitWindow`, which takes the larger of content and frame and so never shrinks, nor its `resizeWindow`,
    // which would pin the width to pixels
    fitHeight(atMost = Infinity) {
      const height = Math.min(Math.ceil(document.documentElement.getBoundingClientRect().height), atMost)
      if (opening.isSlider || height === 0) return
      parent.message.send('resizeWindow', { width: '100%', height, isSafely: true }).catch(ignoreTeardown)
    },
    finishInstallation() {
      if (!opening.isInstallMode) throw new PortalError('unknown', { method: 'setInstallFinish' })
      frame.installFinish().catch(ignoreTeardown)
    },
    resolveUrl: address => resolveAddress(address, opening.origin),
    destroy() {
      release()
      frame.destroy()
    },
  }
}

/** The forms that the portal's messenger documents for its `dialogId`, in the SDK's types. */
function toMessengerId(dialogId: string): Parameters<B24Frame['parent']['imOpenMessenger']>[0] {
  const [, prefix, digits] = /^(chat|sg|imol\||)([1-9]\d{0,15})$/.exec(dialogId) ?? []
  const number = Number(digits)
  if (!Number.isSafeInteger(number)) return undefined
  if (prefix === 'chat') return `chat${number}`
  if (prefix === 'sg') return `sg${number}`
  return prefix === '' ? number : `imol|${number}`
}
