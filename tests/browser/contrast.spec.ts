import type { Frame } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// What axe does not measure: what shows where a control is (WCAG 1.4.11), and letters on a ground that is partly see-through.

/** Contrast of a colour of some elements with what lies around or behind them, the least of all. */
function leastContrast(frame: Frame, selector: string, colour: 'border' | 'text' | 'outline'): Promise<number> {
  return frame.evaluate(([wanted, kind]) => {
    type Colour = readonly [number, number, number, number]
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    const read = (css: string): Colour => {
      if (!canvas) throw new Error('There is no canvas.')
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = css
      canvas.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data
      return [red, green, blue, alpha / 255]
    }
    const over = (top: Colour, ground: Colour): Colour => {
      const mix = (index: 0 | 1 | 2) => top[index] * top[3] + ground[index] * (1 - top[3])
      return [mix(0), mix(1), mix(2), 1]
    }
    const groundOf = (element: Element | null): Colour => element === null
      ? [255, 255, 255, 1]
      : over(read(getComputedStyle(element).backgroundColor), groundOf(element.parentElement))
    const luminance = (channels: Colour) => {
      const linear = (value: number) => value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
      const [red = 0, green = 0, blue = 0] = channels.slice(0, 3).map(linear)
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const ratio = (one: Colour, other: Colour) => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((first, second) => first - second)
      return (light + 0.05) / (dark + 0.05)
    }
    return Math.min(...[...document.querySelectorAll(wanted)].filter(element => element.checkVisibility()).map((element) => {
      const style = getComputedStyle(element)
      const ground = groundOf(kind === 'text' ? element : element.parentElement)
      const paint = kind === 'border' ? style.borderBottomColor : kind === 'outline' ? style.outlineColor : style.color
      return ratio(over(read(paint), ground), ground)
    }))
  }, [selector, colour] as const)
}

/** Opens Search in a chat where links were found, with every filter to be seen. */
async function openFound(world: World, theme: 'light' | 'dark', choice = 'portal'): Promise<void> {
  world.prepare({})
  const { app, viewerId } = world.sites.portal.portal().world
  app.userOptions.set(viewerId, { ...app.userOptions.get(viewerId), scheme: choice })
  const chat = world.sites.portal.portal().world.chats.get(1489)
  for (const text of ['the [url=https://site.example/]rhubarb page[/url]', 'https://rhubarb.example/', '[USER=1]rhubarb[/USER] and [quote]rhubarb https://rhubarb.example/[/quote]']) {
    chat?.messages.add({ authorId: 503, createdAt: Date.now(), text, likedBy: [503], fileIds: [], systemCode: '' })
  }
  await world.visit({ theme, lang: 'en' })
  await openPanel(world.app, 'Search')
  await world.app.getByRole('searchbox').fill('rhubarb')
  await expect(world.app.locator('mark').first()).toBeVisible()
  await world.app.getByText('Filters').click()
}

/** The edges of fields, the ring of the focus and the labels, in every panel that has fields. */
async function expectFieldsSeen(world: World, frame: Frame): Promise<void> {
  for (const name of ['People', 'Search', 'Links and files', 'Insights', 'Notes', 'Templates', 'Export']) {
    await openPanel(world.app, name)
    await expect(world.app.getByRole('tabpanel').locator('[aria-busy="true"]')).toHaveCount(0)
    if (name === 'Notes') await world.app.getByRole('button', { name: 'Private', exact: true }).click()
    const fields = world.app.locator('.field')
    await expect(fields.first()).toBeVisible()
    expect(await leastContrast(frame, '.field', 'border'), name).toBeGreaterThanOrEqual(3)
    await fields.first().focus()
    expect(await leastContrast(frame, '.field:focus', 'outline'), name).toBeGreaterThanOrEqual(3)
    const unlabelled = await frame.evaluate(() => {
      const isSeen = (label: Element) => label.checkVisibility() && label.getBoundingClientRect().height > 5
      return [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[role="tabpanel"] :is(input, select)')]
        .filter(field => field.checkVisibility() && ![...field.labels ?? []].some(isSeen)).map(({ id }) => id)
    })
    expect(unlabelled, `${name}: every field has a label that is seen`).toEqual([])
  }
}

// the portal's, and against the portal's
for (const [theme, choice] of [['light', 'portal'], ['dark', 'portal'], ['light', 'dark'], ['dark', 'light']] as const) {
  test(`in a ${theme} portal, ${choice} chosen, axe finds nothing wrong in what was found, and found words, fields, the open tab and the focus are seen (b6)`, async ({ world, page }) => {
    await openFound(world, theme, choice)
    const frame = await appFrame(world.app)
    expect(await frame.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), 'the frame has the scheme of the page around it (b5)').toBe(theme === 'dark')
    expect(await leastContrast(frame, '[aria-selected="true"]', 'border'), 'tab').toBeGreaterThanOrEqual(3)
    await world.app.getByRole('button', { name: 'More actions' }).first().click()
    expect(await violations(frame)).toEqual([])
    expect(await frame.evaluate(() => document.querySelectorAll('a mark').length)).toBeGreaterThan(0)
    expect(await leastContrast(frame, 'mark', 'text'), 'a found word, also in a link').toBeGreaterThanOrEqual(4.5)
    await page.keyboard.press('Escape')
    await test.step('fields', () => expectFieldsSeen(world, frame))
  })
}

test('with colours of one\'s own, figures and buttons of words are seen as what they are (b17)', async ({ world, page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openFound(world, 'light')
  const frame = await appFrame(world.app)
  const plain = () => frame.evaluate(() => [...document.querySelectorAll('[role="tabpanel"] button')].filter((button) => {
    const isMarked = [button, ...button.querySelectorAll('*')].some((element) => {
      const { borderBottomStyle, borderBottomWidth, textDecorationLine } = getComputedStyle(element)
      return (borderBottomStyle !== 'none' && borderBottomWidth !== '0px') || textDecorationLine.includes('underline')
    })
    return button.checkVisibility() && !isMarked
  }).map(button => `${button.className}: ${button.textContent?.trim()}`))
  expect(await plain(), 'Search').toEqual([])
  world.sites.portal.portal().world.app.options['templates'] = JSON.stringify({ v: 1, items: [['00000000000a', '', 'Thanks', 'Thank you!'], ['00000000000b', '', 'Sorry', 'Sorry, {first name}!']] })
  for (const name of ['Overview', 'People', 'Links and files', 'Insights', 'Notes', 'Templates', 'Export']) {
    await openPanel(world.app, name)
    await expect(world.app.getByRole('tabpanel').locator('[aria-busy="true"]')).toHaveCount(0)
    expect(await plain(), name).toEqual([])
  }
})
