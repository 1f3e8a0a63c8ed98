/**
 * `npm run release -- 1.0.0` writes the version, moves the changelog's *Unreleased* under it, makes `chatside.zip`, commits
 * and tags. Where one of these fails, all but the ZIP is undone. It publishes nothing: pushing the tag is a separate step.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const UNRELEASED = '## Unreleased'
const WRITTEN = ['CHANGELOG.md', 'package.json', 'package-lock.json']
/** https://semver.org, without build metadata, which neither npm's lock file nor a tag needs. */
const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-[0-9a-z]+(?:\.[0-9a-z]+)*)?$/

/**
 * Moves the changelog's unreleased entries under a version and a day (`2026-11-28`), below an empty *Unreleased*.
 * @throws Error for a version that is malformed or exists already, and when nothing is unreleased
 */
export function releaseChangelog(changelog: string, version: string, day: string): string {
  if (!VERSION.test(version)) throw new Error(`"${version}" is not a version such as 1.0.0 or 1.0.0-rc.1.`)
  if (changelog.includes(`\n## ${version} `)) throw new Error(`CHANGELOG.md has a section ${version} already.`)
  const start = changelog.indexOf(`${UNRELEASED}\n`)
  const end = changelog.indexOf('\n## ', start + UNRELEASED.length)
  const news = start === -1 ? '' : changelog.slice(start + UNRELEASED.length, end === -1 ? undefined : end).trim()
  if (news === '') throw new Error('CHANGELOG.md has nothing under "Unreleased": there is nothing to release.')
  const older = end === -1 ? '' : changelog.slice(end)
  return `${changelog.slice(0, start)}${UNRELEASED}\n\n## ${version} – ${day}\n\n${news}\n${older}`
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' }).trim()
}

function release(version: string): void {
  if (run('git', 'status', '--porcelain') !== '') throw new Error('There are changes that are not committed: a release is made of a commit.')
  if (run('git', 'tag', '--list', `v${version}`) !== '') throw new Error(`The tag v${version} is there already.`)
  const changelog = releaseChangelog(readFileSync('CHANGELOG.md', 'utf8'), version, new Date().toISOString().slice(0, 10))
  const before = run('git', 'rev-parse', 'HEAD')
  try {
    run('npm', 'version', version, '--no-git-tag-version')
    writeFileSync('CHANGELOG.md', changelog)
    run('npm', 'run', 'zip')
    run('git', 'add', ...WRITTEN)
    run('git', 'commit', '-m', `chore(repo): release ${version}`)
    run('git', 'tag', '-a', `v${version}`, '-m', `Chatside ${version}`)
  } catch (error) {
    // nothing else is touched: somebody may have changed another file meanwhile
    run('git', 'reset', '--soft', before)
    run('git', 'checkout', before, '--', ...WRITTEN)
    throw error
  }
  console.log(`Chatside ${version} is committed and tagged v${version}; chatside.zip is beside it. Publish with: git push --follow-tags`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    release(process.argv[2] ?? '')
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
