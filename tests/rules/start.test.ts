import { spawn, type ChildProcess } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'

// What a newcomer runs first. The child is the leader of its own group, as in a terminal, so that SIGINT reaches npm and
// all that it started, as Ctrl-C does.

let child: ChildProcess | undefined

afterEach(() => {
  if (child?.pid !== undefined && isAlive(child.pid)) process.kill(-child.pid, 'SIGKILL')
})

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}

async function start(): Promise<{ process: ChildProcess, address: string, output: () => string }> {
  const started = spawn('npm', ['start'], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } })
  child = started
  let output = ''
  started.stderr.on('data', (chunk: Buffer) => { output += String(chunk) })
  const address = await new Promise<string>((resolve, reject) => {
    started.stdout.on('data', (chunk: Buffer) => {
      output += String(chunk)
      const [found] = /http:\/\/localhost:\d+\/\S*/.exec(output) ?? []
      if (found) resolve(found)
    })
    started.on('close', () => { reject(new Error(`npm start ended:\n${output}`)) })
  })
  return { process: started, address, output: () => output }
}

test('npm start prints an address that shows the portal, and Ctrl-C leaves no process and no port', async () => {
  const { process: started, address } = await start()
  const page = await fetch(address)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<html')

  const state = await (await fetch(new URL('/_portal/state', address), { headers: { 'sec-fetch-site': 'same-origin' } })).json() as { isAppInstalled: boolean }
  expect(state.isAppInstalled).toBe(true)

  const group = started.pid ?? 0
  const ended = new Promise<string>((resolve) => {
    started.on('exit', (code, signal) => { resolve(String(code ?? signal)) })
  })
  process.kill(-group, 'SIGINT')
  // npm and its shell end by the signal or with the code that stands for it, whatever the program below them said
  expect(['0', '130', 'SIGINT']).toContain(await ended)
  await expect.poll(() => isAlive(group), { timeout: 10_000 }).toBe(false)
  await expect(fetch(address)).rejects.toThrow()
}, 60_000)
