/** Answers of the control API, one function a route. */
import { DeedRefused } from '../../core/life/deed.ts'
import { isPace } from '../../core/life/pace.ts'
import { resolveDialog, strangerOf } from '../../core/world/dialog.ts'
import type { Portal } from '../../core/facade.ts'
import type { Chat, Scenario } from '../../core/world/model.ts'
import type { Events } from './events.ts'
import * as read from './read.ts'
import { BadRequest, type Input } from './read.ts'
import { PAGE_SIZE, type ControlAnswers, type ControlRoute } from './types.ts'
import { chatRows, chatView, crmChoices, messagePage, messageView, peopleViews, personView } from './views.ts'

/** What the routes need from the server that holds the world. */
export interface Stage {
  readonly portal: Portal
  /** Counts worlds, from 1. */
  readonly world: number
  readonly scenario: Scenario
  readonly seed: string
  readonly scenarios: readonly Scenario[]
  now(): number
  readonly events: Events
  /** The world is the one that the server was started with or was told to put up, not one that a page asked for. */
  readonly isHome: boolean
  /**
   * Null goes back to the server's own.
   * @throws BadRequest when there is no such scenario
   */
  useScenario(name: string | null, seed: string | null): void
}

type Answerers = { [Route in ControlRoute]: (input: Input, stage: Stage) => ControlAnswers[Route] }

export const answerers: Answerers = {
  'GET state': (input, stage) => {
    const { world } = stage.portal
    const asked = world.people.get(read.numberOrNull(input, 'viewer') ?? world.viewerId)
    const viewer = asked ?? world.people.get(world.viewerId)
    if (viewer === undefined) throw new Error(`Scenario ${stage.scenario.name} has no person ${world.viewerId} to look as.`)
    return {
      world: stage.world,
      scenario: stage.scenario.name,
      seed: stage.seed,
      isHome: stage.isHome,
      scenarios: stage.scenarios.map(({ name, title, description }) => ({ name, title, description })),
      viewer: personView(viewer),
      openDialogId: world.openDialogId,
      people: peopleViews(world, viewer),
      appTitle: world.app.title,
      isAppInstalled: world.app.isInstalled,
      now: stage.now(),
      utcOffsetMinutes: world.settings.utcOffsetMinutes,
    }
  },
  'GET chats': (input, { portal }) => chatRows(portal.world, read.number(input, 'viewer')),
  'GET chat': (input, { portal }) => chatView(portal, read.number(input, 'viewer'), read.text(input, 'dialog')),
  'GET messages': (input, { portal }) => {
    const viewer = portal.world.people.get(read.number(input, 'viewer'))
    if (viewer === undefined) throw new BadRequest('There is no such person.')
    if (strangerOf(portal.world, viewer.id, read.text(input, 'dialog'))) return { position: 0, hasOlder: false, messages: [] }
    const range = { before: read.numberOrNull(input, 'before'), limit: read.numberOrNull(input, 'limit') ?? PAGE_SIZE }
    return messagePage(portal.world, viewer, chatOf(input, portal), range)
  },
  'GET sidebar': (input, { portal }) => portal.sidebarItems(read.number(input, 'viewer'), read.text(input, 'dialog'), read.text(input, 'language')),
  'GET mobile': (input, { portal }) => portal.mobileItems(read.number(input, 'viewer'), read.text(input, 'dialog'), read.text(input, 'language')),
  'GET crm': (_input, { portal }) => crmChoices(portal.world),
  'GET log': (input, { portal }) => ({ entries: portal.log.slice(read.numberOrNull(input, 'since') ?? 0), next: portal.log.length }),
  'GET faults': (_input, { portal }) => portal.faults,

  'POST open-item': (input, { portal }) => portal.openSidebarItem({
    viewerId: read.number(input, 'viewer'),
    language: read.text(input, 'language'),
    bindingId: read.number(input, 'bindingId'),
    dialogId: read.text(input, 'dialog'),
    pageUri: read.textOrNull(input, 'pageUri'),
  }),
  'POST open-main': (input, { portal }) => portal.openMainPage({
    viewerId: read.number(input, 'viewer'), language: read.text(input, 'language'), query: read.texts(input, 'query'),
  }),
  'POST open-mobile': (input, { portal }) => portal.openMobilePage({
    viewerId: read.number(input, 'viewer'), language: read.text(input, 'language'), query: read.texts(input, 'query'),
  }),
  'POST open-raw': (input, { portal }) => portal.openRaw({
    viewerId: read.number(input, 'viewer'),
    language: read.text(input, 'language'),
    placement: read.text(input, 'placement'),
    placementOptions: input['placementOptions'],
  }),
  'POST close-frame': (input, { portal }) => {
    portal.closeFrame(read.text(input, 'sid'))
    return null
  },
  'POST receive': (input, { portal }) => {
    const event = read.record(input, 'event')
    return portal.receive({ origin: read.text(event, 'origin'), data: event['data'] }, read.pageState(input))
  },
  'POST complete': (input, { portal }) => portal.complete(read.text(input, 'pending'), input['answer']),
  'POST send': (input, stage) => {
    const { world } = stage.portal
    const viewerId = read.number(input, 'viewer')
    const stranger = strangerOf(world, viewerId, read.text(input, 'dialog'))
    const chat = (stranger && world.beginPrivateChat?.(viewerId, stranger.id)) ?? chatOf(input, stage.portal)
    try {
      const message = stage.portal.life.perform(chat.id, { kind: 'write', by: viewerId, text: read.text(input, 'text') })
      if (message === null) throw new Error('A written message is missing.')
      return messageView(world, chat, message)
    } catch (error) {
      throw error instanceof DeedRefused ? new BadRequest(error.message) : error
    }
  },
  'POST pace': (input, { portal }) => {
    const pace = read.text(input, 'pace')
    if (!isPace(pace)) throw new BadRequest(`There is no pace ${pace}.`)
    portal.life.setPace(chatOf(input, portal).id, pace)
    return null
  },
  'POST add-fault': (input, { portal }) => {
    portal.addFault(read.fault(input))
    return portal.faults
  },
  'POST clear-faults': (_input, { portal }) => {
    portal.clearFaults()
    return portal.faults
  },
  'POST clear-log': (_input, { portal }) => {
    portal.clearLog()
    return null
  },
  'POST expire-tokens': (_input, { portal }) => {
    portal.expireTokens()
    return null
  },
  'POST end-sessions': (_input, { portal }) => {
    portal.endSessions()
    return null
  },
  'POST scenario': (input, stage) => {
    stage.useScenario(read.textOrNull(input, 'scenario'), read.textOrNull(input, 'seed'))
    return { world: stage.world }
  },
}

function chatOf(input: Input, portal: Portal): Chat {
  const dialogId = read.text(input, 'dialog')
  const chat = resolveDialog(portal.world, read.number(input, 'viewer'), dialogId)
  if (chat === null) throw new BadRequest(`There is no chat ${dialogId}.`)
  return chat
}
