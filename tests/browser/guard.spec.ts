import { expect, test } from './support/test.ts'

// Every browser test fails when a page asks a host that nobody named. Here the guard is seen to notice each way of asking.

const FOREIGN = 'https://tracker.example'

test('whatever a frame of the app asks of a foreign host is noticed, however it asks', async ({ world, guard, page, context }) => {
  await world.open({ appUrl: `${world.sites.pages.url}bare.html` })
  await expect(world.app.getByText('A bare page')).toBeVisible()
  const portal = world.sites.portal.url
  const { people } = world.sites.portal.portal().world
  const given = [...people.values()].find(({ avatar }) => avatar.startsWith('/upload/'))?.avatar ?? ''
  const [popup] = await Promise.all([context.waitForEvent('page'), world.app.locator('html').evaluate(async (html, [foreign, origin, picture]) => {
    await fetch(`${foreign}/fetch`).catch(() => 'not found')
    navigator.sendBeacon(`${foreign}/beacon`, 'x')
    Object.assign(new Image(), { src: `${foreign}/picture.png` })
    Object.assign(new Image(), { src: `${origin}${picture}` })
    Object.assign(new Image(), { src: `${origin}${picture}?who=me` })
    html.append(Object.assign(document.createElement('iframe'), { src: `${foreign}/frame` }))
    html.append(Object.assign(document.createElement('iframe'), { srcdoc: `<link rel="stylesheet" href="${foreign}/style.css">` }))
    new Worker(URL.createObjectURL(new Blob([`fetch('${foreign}/worker').catch(() => 0)`])))
    new WebSocket('wss://tracker.example/socket')
    window.open(`${foreign}/window`)
  }, [FOREIGN, portal, given])])

  // a window that finds no host is tried again by the browser itself
  await expect.poll(() => [...new Set(guard.forbidden)].map(found => found.replace(FOREIGN, '')).sort()).toEqual([
    'document /frame',
    'document /window',
    'fetch /fetch',
    'fetch /worker',
    `image ${portal}${given}?who=me`,
    'image /picture.png',
    'ping /beacon',
    'socket wss://tracker.example/socket',
    'stylesheet /style.css',
  ].sort())
  guard.forbidden.length = 0
  await popup.close()
  await page.close()
})

test('an error that nobody caught is noticed, also in another window', async ({ guard, page, context, sites }) => {
  await page.goto(`${sites.pages.url}bare.html`)
  const [popup] = await Promise.all([context.waitForEvent('page'), page.evaluate(() => void window.open(location.href))])
  await popup.evaluate(() => void Promise.reject(new Error('nobody caught this')))
  await expect.poll(() => guard.errors).toEqual(['nobody caught this'])
  guard.errors.length = 0
})
