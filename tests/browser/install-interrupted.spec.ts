import type { Page } from '@playwright/test'
import type { FaultKind } from '../portal/core/faults.ts'
import type { World } from './support/test.ts'
import { expect, test } from './support/test.ts'

// Each REST call of an installation, and of a change, fails in turn, in each of these ways. The page never claims success for what
// is not so, and pressing the button again repairs it.

/** Refused with nothing done; done, and the answer lost; done, and answered with nothing. */
const WAYS: FaultKind[] = [{ kind: 'http-500' }, { kind: 'cut-after' }, { kind: 'empty' }]
/** One more than an installation or a change makes: the last run is struck by nothing. */
const CALLS = 6
const CLAIMS = /Done: Bitrix24|has completed the installation|completing the installation/

function truth(world: World) {
  return world.sites.portal.portal().world.app
}

async function openApplications(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
  await expect(page.frameLocator('iframe[id^="appframe_"]').first().getByRole('heading', { level: 1 })).toBeVisible()
}

/** Presses whatever leads on until it is done: reading again, trying again, or the first button. */
async function carryOn(world: World, isDone: () => boolean, first: RegExp): Promise<void> {
  const again = world.app.getByRole('button', { name: 'Try again' }).first()
  await expect(async () => {
    if (isDone()) return
    const button = await again.isVisible() ? again : world.app.getByRole('button', { name: first })
    // the portal replaces the page when it is done, also under a click
    await button.click({ timeout: 500 })
    await expect.poll(isDone, { timeout: 1500 }).toBe(true)
  }).toPass({ intervals: [50], timeout: 20_000 })
}

/** A fault that strikes the n-th call; a cut lasts until it is taken away, because a browser itself repeats a request that was cut. */
function interrupt(world: World, fault: FaultKind, skip: number): void {
  const times = fault.kind.startsWith('cut') ? null : 1
  world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault, skip, times })
}

for (const fault of WAYS) {
  test(`an installation interrupted at each call by ${fault.kind} claims nothing, and is completed afterwards`, async ({ world, page }) => {
    const failed = world.app.getByRole('alert').first()
    const install = world.app.getByRole('button', { name: 'Install', exact: true, disabled: false })
    let interruptions = 0
    for (let skip = 0; skip < CALLS; skip += 1) {
      world.prepare({ scenario: 'not-installed' })
      await world.visit({ panel: false })
      interrupt(world, fault, skip)
      await openApplications(page)
      await expect(install.or(failed)).toBeVisible()
      if (await install.isVisible()) await install.click()
      await expect.poll(async () => truth(world).isInstalled || await failed.isVisible()).toBe(true)
      if (!truth(world).isInstalled) {
        interruptions += 1
        await expect(world.app.locator('body')).not.toContainText(CLAIMS)
      }
      world.sites.portal.portal().clearFaults()
      await carryOn(world, () => truth(world).isInstalled, /^Install$/)
      expect(truth(world).bindings, `interrupted at call ${skip}`).toMatchObject([{ handler: world.sites.app.url }])
    }
    expect(interruptions).toBeGreaterThanOrEqual(fault.kind === 'cut-after' ? 2 : 3)
  })

  test(`a change interrupted at each call by ${fault.kind} claims nothing, keeps an item or says that it is gone, and is made afterwards`, async ({ world, page }) => {
    const isChanged = () => truth(world).bindings.length === 1 && truth(world).bindings[0]?.options['color'] === 'MINT'
    const settled = world.app.getByRole('alert').or(world.app.getByText('Done: Bitrix24 has the item')).first()
    for (let skip = 0; skip < CALLS; skip += 1) {
      world.prepare({ scenario: 'administrator' })
      await world.visit({ panel: false })
      await openApplications(page)
      await world.app.locator('summary', { hasText: 'Name, icon, and who sees it' }).click()
      await world.app.getByRole('radio', { name: 'Mint', exact: true }).check()
      interrupt(world, fault, skip)
      await world.app.getByRole('button', { name: 'Apply these changes', disabled: false }).click()
      await expect(settled).toBeVisible()
      if (await world.app.getByText('Done: Bitrix24 has the item').isVisible()) expect(isChanged(), `claimed at call ${skip}`).toBe(true)
      if (truth(world).bindings.length === 0) await expect(world.app.getByText(/registered no more|could not be read|has not been registered/).first()).toBeVisible()
      world.sites.portal.portal().clearFaults()
      await carryOn(world, isChanged, /^(Apply these changes|Put Chatside into the sidebar of chats)$/)
      expect(truth(world).bindings, `interrupted at call ${skip}`).toHaveLength(1)
    }
  })
}
