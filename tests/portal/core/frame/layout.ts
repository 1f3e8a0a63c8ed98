import type { LogEntry } from '../facade.ts'
import type { CommandOutcome } from './command.ts'
import { findCommand, takesNull } from './commands.ts'
import type { FrameEffect, FrameEvent, PageState, Pending } from './exchange.ts'
import { type FrameMessage, parseMessage } from './message.ts'
import { type FrameParts, type FrameSession, isFrom } from './session.ts'
import { isBridgeMessage, runBridge } from './textarea-bridge.ts'

type DropReason = Extract<LogEntry, { kind: 'dropped' }>['why']
type CommandEntry = Extract<LogEntry, { kind: 'command' }>

/** An answer that the page still owes. */
interface Owed {
  sid: string
  send(answer: unknown): FrameEffect[]
}

export interface Layout {
  receive(event: FrameEvent, page: PageState): FrameEffect[]
  complete(pending: Pending, answer: unknown): FrameEffect[]
  close(sid: string): void
}

/** The portal's side of `postMessage`: one listener for all open frames, with the checks of each. */
export function createLayout(parts: FrameParts): Layout {
  const { sessions, log, faults, now } = parts
  const owed = new Map<Pending, Owed>()
  let count = 0

  const drop = (origin: string, why: DropReason): FrameEffect[] => {
    log.add({ kind: 'dropped', at: now(), origin, why })
    return []
  }

  /** How this command's answer travels: late, spoilt, or not at all. A fault of a connection has no other meaning here. */
  const answerer = (command: string, origin: string, sid: string, callback: string, entry: CommandEntry) => {
    const { latencyMs, kind } = faults.take('command', [command, '*'])
    const send = (value: unknown): FrameEffect[] => {
      if (callback === '' || kind?.kind === 'silence' || kind?.kind === 'cut' || kind?.kind === 'cut-after') return []
      const json = value === undefined || kind?.kind === 'empty' ? '' : JSON.stringify(value)
      const body = kind?.kind === 'broken-json' ? json.slice(0, Math.ceil(json.length / 2)) : json
      entry.isAnswered = true
      return [{ kind: 'post', sid, origin, data: `${callback}:${body}`, delayMs: latencyMs }]
    }
    return { send, fault: kind }
  }

  const note = (sid: string, command: string, params: unknown): CommandEntry => {
    const entry: CommandEntry = { kind: 'command', at: now(), sid, command, params, isAnswered: false }
    log.add(entry)
    return entry
  }

  const runCommand = (session: FrameSession, message: FrameMessage, page: PageState, origin: string): FrameEffect[] => {
    const handler = findCommand(message.command, session)
    if (typeof handler === 'string') return drop(origin, handler)
    if (message.given === null && !takesNull(message.command)) return drop(origin, 'shape')
    const { sid } = session
    const { send, fault } = answerer(message.command, session.appOrigin, sid, message.callback, note(sid, message.command, message.params))
    const later = (finish: (answer: unknown) => unknown): Pending => {
      count += 1
      const pending = `${message.command}:${count}`
      owed.set(pending, { sid, send: answer => send(finish(answer)) })
      return pending
    }
    const { effects = [], reply }: CommandOutcome = handler({ session, params: message.params, given: message.given, page, parts, fault, later })
    return [...effects, ...(reply ? send(reply.value) : [])]
  }

  return {
    receive: (event, page) => {
      const { origin, data } = event
      const isPortal = origin === `${parts.world.settings.isHttps ? 'https' : 'http'}://${parts.world.settings.domain}`
      const isApp = [...sessions.values()].some(session => isFrom(session, origin))
      if (!isApp && !isPortal) return drop(origin, 'origin')
      const message = parseMessage(data)
      if (!message) return drop(origin, 'shape')
      // The bridge answers whichever window spoke; here a window is known by its session id alone.
      const session = sessions.get(message.sid)
      if (!session) return drop(origin, 'sid')
      if (isBridgeMessage(data)) {
        const { send } = answerer(message.command, origin, session.sid, message.callback, note(session.sid, message.command, data.params))
        // sdk/b24jssdk/iframe-messenger-textarea.html: the mobile app has no handler for these
        if (page.isMobile) return []
        const { value, effects } = runBridge(data, page)
        return [...effects, ...send(value)]
      }
      if (!isFrom(session, origin)) return drop(origin, 'origin')
      return runCommand(session, message, page, origin)
    },
    complete: (pending, answer) => {
      const debt = owed.get(pending)
      owed.delete(pending)
      return debt && sessions.has(debt.sid) ? debt.send(answer) : []
    },
    close: (sid) => {
      sessions.delete(sid)
      for (const [pending, debt] of owed) {
        if (debt.sid === sid) owed.delete(pending)
      }
    },
  }
}
