/** A simulated portal that a snippet registers its item in, and what is registered there afterwards. */
import { execFile, type ExecFileException } from 'node:child_process'
import { MOBILE, SIDEBAR, type Place } from '../../src/bitrix24/placements.ts'
import { bindParams, type WantedItem } from '../../src/settings/registration/sidebar-item.ts'
import { createPortalServer, type PortalServer } from '../portal/server/portal-server.ts'

/** A portal where nothing is registered yet, and that never says that there were too many requests. */
export async function startPortal(): Promise<PortalServer> {
  const server = await createPortalServer({ appUrl: 'https://apps.example.com/', scenario: 'not-installed', seed: 'snippets' })
  server.portal().world.settings.limits.burst = Number.MAX_SAFE_INTEGER
  return server
}

/** The token that the portal hands to the app's page when this person opens it; person 1 is an administrator, person 5 is not. */
export function tokenOf(server: PortalServer, viewerId = 1): string {
  const { fields } = server.portal().openRaw({ viewerId, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  return new Map(fields).get('AUTH_ID') ?? ''
}

/** What the portal has, in the words of `placement.bind`. */
export function registered(server: PortalServer): unknown[] {
  return server.portal().world.app.bindings.map(({ placement, handler, langAll, options }) => ({
    PLACEMENT: placement,
    HANDLER: handler,
    LANG_ALL: Object.fromEntries(Object.entries(langAll).map(([language, { title }]) => [language, { TITLE: title }])),
    OPTIONS: options,
  }))
}

/** What the portal should have for an item. */
export function wanted(item: WantedItem): unknown[] {
  const places: Place[] = item.isInMobile ? [SIDEBAR, MOBILE] : [SIDEBAR]
  return places.map((place) => {
    const { PLACEMENT, HANDLER, LANG_ALL, OPTIONS } = bindParams(item, place)
    return { PLACEMENT, HANDLER, LANG_ALL, OPTIONS }
  })
}

/** Leaves only what is registered in the mobile app. */
export function keepMobileOnly(server: PortalServer): void {
  const { app } = server.portal().world
  app.bindings = app.bindings.filter(({ placement }) => placement === MOBILE)
}

export interface Run {
  status: number
  output: string
}

/**
 * Runs a program to its end, with no more of this process's environment than the path: a proxy must not come between it and
 * the portal. Not in step with this process, which is the portal.
 */
export function run(program: string, args: string[], env: Record<string, string>): Promise<Run> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env: { PATH: process.env['PATH'] ?? '', ...env }, timeout: 30_000 }, (error: ExecFileException | null, stdout, stderr) => {
      const status = error === null ? 0 : error.code
      if (typeof status === 'number') resolve({ status, output: stdout + stderr })
      else reject(error ?? new Error(`${program} did not run`))
    })
  })
}
