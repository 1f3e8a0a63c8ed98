import { expect, type Frame, type Page } from '@playwright/test'
import type { PortalServer } from '../../portal/server/portal-server.ts'
import type { HistoryQuery } from '../../../src/messages/read/index.ts'
import type { ReadingCost } from '../pages/history.ts'

interface HistoryWindow {
  measureReading: (query: HistoryQuery) => Promise<ReadingCost>
  measureByHand: (dialogId: string, from: number, most: number) => Promise<Pick<ReadingCost, 'read' | 'milliseconds' | 'requests'>>
}

/** The frame with the reader, after its handshake; the portal's page is open already. */
export async function historyFrame(page: Page, portal: PortalServer): Promise<Frame> {
  const opened = () => portal.portal().log.filter(entry => entry.kind === 'opened')
  await expect.poll(() => opened().length).toBeGreaterThan(0)
  const element = await page.waitForSelector(`#appframe_${opened().at(-1)?.sid}`)
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The page with the reader was not opened.')
  await frame.waitForFunction(() => 'isReady' in window)
  return frame
}

export function measureReading(frame: Frame, query: HistoryQuery): Promise<ReadingCost> {
  return frame.evaluate(wanted => (window as unknown as HistoryWindow).measureReading(wanted), query)
}

export function measureByHand(frame: Frame, dialogId: string, from: number, most: number) {
  return frame.evaluate(([id, first, count]) => (window as unknown as HistoryWindow).measureByHand(id, first, count), [dialogId, from, most] as const)
}
