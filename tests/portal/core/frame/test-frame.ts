import { aCommand, aPortal, emptyPage } from '../rest/test-portal.ts'
import { aWorld } from '../rest/test-world.ts'
import type { FrameEffect, PageState } from './exchange.ts'

/** An open frame of a person and what it can send. */
export function aFrame({ world = aWorld(), placement = 'IM_SIDEBAR', viewerId = 2, placementOptions = { dialogId: 'chat10' } as unknown } = {}) {
  const testPortal = aPortal(world)
  const { portal } = testPortal
  const opening = portal.openRaw({ viewerId, language: 'de', placement, placementOptions })
  const send = (command: string, params?: unknown, page: PageState = emptyPage): FrameEffect[] =>
    portal.receive(aCommand(opening.sid, command, params), page)
  return { ...testPortal, world, opening, sid: opening.sid, send }
}

/** The value in the answer among these effects; `'none'` when there is no answer. */
export function answerIn(effects: FrameEffect[]): unknown {
  const post = effects.find(effect => effect.kind === 'post')
  if (!post) return 'none'
  const json = post.data.replace(/^key:/, '')
  return json === '' ? undefined : JSON.parse(json)
}

/** The handle among these effects, `''` when there is none. */
export function pendingIn(effects: FrameEffect[]): string {
  return effects.map(effect => ('pending' in effect ? effect.pending ?? '' : '')).find(Boolean) ?? ''
}
