/** The machine and the line of the benchmarks, slow enough to show what people feel on an ordinary office computer. */
import type { CDPSession, Page } from '@playwright/test'

export const CPU_SLOWDOWN = 4
const NETWORK = { offline: false, latency: 50, downloadThroughput: 20_000_000 / 8, uploadThroughput: 5_000_000 / 8 }
export const REST_LATENCY_MS = 150

export const SLOW_MACHINE = `CPU ${CPU_SLOWDOWN}x slower, 20 Mbit/s, 50 ms, REST ${REST_LATENCY_MS} ms`

/** One process for all frames, so that the slow line and the slow machine hold for the app's frame too. */
export const ONE_PROCESS = ['--disable-site-isolation-trials', '--disable-features=IsolateOrigins,site-per-process']

/** From now on the page and its frames are slow; needs a browser started with `ONE_PROCESS`. */
export async function slowDown(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', NETWORK)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  return cdp
}
