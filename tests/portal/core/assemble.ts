import type { Portal, PortalOptions } from './facade.ts'
import { createFaultList } from './fault-list.ts'
import { createLayout } from './frame/layout.ts'
import { listMobileItems, readMobileQuery } from './frame/mobile.ts'
import { chooseAddress, openFrame } from './frame/opening.ts'
import { throughPage } from './frame/php-values.ts'
import type { FrameParts } from './frame/session.ts'
import { listSidebarItems } from './frame/sidebar.ts'
import { createHexSource } from './hex-source.ts'
import { createLife } from './life/life.ts'
import { createLog } from './log.ts'
import { methodGet } from './methods/system/discovery.ts'
import { titleFor } from './methods/placement/titles.ts'
import { createPush, type Push } from './push/push.ts'
import { createRestEngine } from './rest/engine.ts'
import type { Method } from './rest/exchange.ts'
import { createTokens } from './rest/tokens.ts'

/**
 * The portal's own query becomes the options of the application's page, without what belongs to the portal itself.
 * Source: vsyntot/tacticum_web, app.layout/component.php and modules/main/lib/httprequest.php, getSystemParameters.
 */
const NOT_HANDED_ON: readonly string[] = [
  '_r', 'login', 'login_form', 'logout', 'register', 'forgot_password', 'change_password', 'confirm_registration', 'confirm_code',
  'confirm_user_id', 'bitrix_include_areas', 'clear_cache', 'show_page_exec_time', 'show_include_exec_time', 'show_sql_stat',
  'show_cache_stat', 'show_link_stat', 'sessid',
]

/** REST methods after which people see something else. */
const WRITING = /^im\.(?:dialog\.read|chat\.(?:leave|mute)|message\.(?:like|share))$/i

/** A portal with these REST methods; `createPortal` is the one with all of them. */
export function assemblePortal({ world, now, seed, unresolvedReferences, beforeCommand }: PortalOptions, methodsOf: (push: Push) => readonly Method[]): Portal {
  const log = createLog()
  const faults = createFaultList()
  const hex = createHexSource(seed)
  const tokens = createTokens({ world, now, hex })
  const life = createLife({ world, now, seed })
  const push = createPush({ world, now, hex: createHexSource(`${seed}:push`) })
  const methods = methodsOf(push)
  let hasWritten = false
  const rest = createRestEngine({
    world, now, tokens, log, faults, methods: [...methods, methodGet(methods)], unresolved: unresolvedReferences ?? 'last-value',
    beforeCommand: (method) => {
      beforeCommand?.(method)
      hasWritten ||= WRITING.test(method)
    },
  })
  const parts: FrameParts = { world, now, hex, tokens, log, faults, sessions: new Map(), ranBefore: new Set() }
  const layout = createLayout(parts)
  const { app } = world

  return {
    world,
    life,
    push,
    get log() {
      return log.entries
    },
    clearLog: log.clear,
    get faults() {
      return faults.all
    },
    addFault: faults.add,
    clearFaults: faults.clear,
    rest: (request) => {
      life.catchUp()
      hasWritten = false
      const reply = rest(request)
      if (hasWritten) life.touch()
      return reply
    },
    sidebarItems: (viewerId, dialogId, language) => listSidebarItems(world, viewerId, dialogId, language),
    openSidebarItem: ({ viewerId, language, bindingId, dialogId, pageUri }) => {
      const binding = app.bindings.find(({ id, placement }) => id === bindingId && placement === 'IM_SIDEBAR')
      // Wording assumed.
      if (!binding) return { refused: 'no-such-item', text: 'The application has no such item here.' }
      const address = chooseAddress(parts, viewerId, binding.handler)
      if ('refused' in address) return address
      const options = pageUri === null ? { dialogId } : { dialogId, URI: pageUri }
      const title = titleFor(binding, language, world.settings)
      return openFrame(parts, { ...address, language, placement: 'IM_SIDEBAR', options, isPopup: false, title })
    },
    mobileItems: (viewerId, dialogId, language) => listMobileItems(world, viewerId, language, dialogId),
    openMobilePage: ({ viewerId, language, query }) => {
      const asked = readMobileQuery(query, app.bindings)
      // Assumed, with its wording: the page's own checks are not public.
      if (!asked) return { refused: 'no-such-item', text: 'The application has no such item here.' }
      const address = chooseAddress(parts, viewerId, asked.binding.handler)
      if ('refused' in address) return address
      const title = titleFor(asked.binding, language, world.settings)
      return openFrame(parts, { ...address, language, placement: asked.binding.placement, options: asked.options, isPopup: false, title })
    },
    openMainPage: ({ viewerId, language, query }) => {
      const address = chooseAddress(parts, viewerId, app.mainUrl)
      if ('refused' in address) return address
      const options = throughPage(Object.fromEntries(Object.entries(query).filter(([name]) => !NOT_HANDED_ON.includes(name))))
      return openFrame(parts, { ...address, language, placement: 'DEFAULT', options, isPopup: false, title: app.title })
    },
    openRaw: ({ viewerId, language, placement, placementOptions }) => {
      const person = world.people.get(viewerId)
      if (!person) throw new RangeError(`No person ${viewerId} in this world`)
      const chosen = chooseAddress(parts, viewerId, app.bindings.find(one => one.placement === placement)?.handler ?? app.mainUrl)
      const address = 'refused' in chosen ? { person, url: app.mainUrl, isInstall: false } : chosen
      return openFrame(parts, { ...address, language, placement, options: placementOptions, isPopup: false, title: app.title })
    },
    closeFrame: layout.close,
    receive: layout.receive,
    complete: layout.complete,
    expireTokens: tokens.expireAll,
    endSessions: tokens.endSessions,
  }
}
