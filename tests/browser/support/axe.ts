import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Frame } from '@playwright/test'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeWindow {
  axe: { run(options: object): Promise<{ violations: { id: string, nodes: { html: string }[] }[] }> }
}

/** Rules of accessibility that a page breaks, with the elements; of a page that was looked at in another scheme only those about colours can differ. */
export async function violations(frame: Frame, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!await frame.evaluate(() => 'axe' in window)) await frame.evaluate(axeSource)
  return await frame.evaluate(async (only) => {
    const { axe } = window as unknown as AxeWindow
    const result = await axe.run({ resultTypes: ['violations'], ...(only ? { runOnly: { type: 'rule', values: only } } : {}) })
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }, rules === 'colours' ? ['color-contrast', 'link-in-text-block'] : null)
}
