/** How long `npm start` takes until its address answers, against Vite's own development server alone. */
import { spawn } from 'node:child_process'
import { median, table } from './statistics.ts'

const ROUNDS = 3

function timeUntil(program: string, args: string[], sign: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    // the leader of its own group, so that the signal reaches the processes that npx started
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } })
    let output = ''
    let took: number | undefined
    const read = (chunk: Buffer): void => {
      output += String(chunk)
      if (took === undefined && sign.test(output)) {
        took = performance.now() - began
        process.kill(-(child.pid ?? 0), 'SIGINT')
      }
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', () => {
      if (took === undefined) reject(new Error(`${program} ${args.join(' ')} ended before it was ready:\n${output}`))
      else resolve(took)
    })
  })
}

/** Prints medians and the ratio. */
export async function benchStart(): Promise<void> {
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await timeUntil('npx', ['--no-install', 'tsx', 'tests/portal/server/start.ts'], /https?:\/\/localhost:\d+/))
    bare.push(await timeUntil('npx', ['--no-install', 'vite', '--host', '127.0.0.1'], /https?:\/\/127\.0\.0\.1:\d+/))
  }
  console.log(`\nFrom the command to the printed address, median of ${ROUNDS}\n`)
  console.log(table([['command', 'ms'], ['npm start', median(ours)], ['vite alone', median(bare)]]))
  console.log(`\nnpm start / vite alone = ${(median(ours) / median(bare)).toFixed(2)}`)
}
