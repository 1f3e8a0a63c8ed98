import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { releaseChangelog } from '../../hosting/release.ts'
import { runScript } from './support/run-script.ts'

const BEFORE = '# Changelog\n\nOne line each.\n\n## Unreleased\n\n- A thing.\n- Another.\n\n## 0.1.0 – 2026-01-01\n\n- The first.\n'

test('what is unreleased is put under the version and the day, above what was released before', () => {
  expect(releaseChangelog(BEFORE, '1.0.0-rc.1', '2026-11-28')).toBe(
    '# Changelog\n\nOne line each.\n\n## Unreleased\n\n## 1.0.0-rc.1 – 2026-11-28\n\n- A thing.\n- Another.\n\n## 0.1.0 – 2026-01-01\n\n- The first.\n',
  )
})

test('the first release has nothing older below it', () => {
  expect(releaseChangelog('# Changelog\n\n## Unreleased\n\n- A thing.\n', '1.0.0', '2026-11-28')).toBe('# Changelog\n\n## Unreleased\n\n## 1.0.0 – 2026-11-28\n\n- A thing.\n')
})

test('a version that is none or is there already, and a release without news, are refused in words', () => {
  for (const version of ['', '1.0', 'v1.0.0', '1.0.0-', '1.0.0 ', '1.0.0+5']) expect(() => releaseChangelog(BEFORE, version, '2026-11-28')).toThrow('is not a version')
  expect(() => releaseChangelog(BEFORE, '0.1.0', '2026-11-28')).toThrow('has a section 0.1.0 already')
  expect(() => releaseChangelog(releaseChangelog(BEFORE, '1.0.0', '2026-11-28'), '1.0.1', '2026-11-28')).toThrow('nothing to release')
})

/** No settings of whoever runs the tests, such as hooks and signatures. */
const NOBODYS = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull }

/** A package with a repository of its own; git ignores what makes its ZIP. */
function aPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'chatside-release-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...NOBODYS } }).trim()
  const about = { name: 'released', version: '0.1.0' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, scripts: { zip: 'node zip.cjs' } }))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...about, lockfileVersion: 3, packages: { '': about } }))
  writeFileSync(join(folder, 'CHANGELOG.md'), BEFORE)
  writeFileSync(join(folder, '.gitignore'), 'zip.cjs\n')
  git('init', '--quiet')
  git('config', 'user.name', 'Anna')
  git('config', 'user.email', 'anna@example.com')
  git('add', '.')
  git('commit', '--quiet', '-m', 'before')
  return {
    git,
    zips: (code: string) => writeFileSync(join(folder, 'zip.cjs'), code),
    release: () => runScript('hosting/release.ts', ['0.2.0'], NOBODYS, folder),
    changelog: () => readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'),
    version: (): unknown => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version,
  }
}

test('a release that fails leaves everything as it was, and can be made once the reason is gone', async () => {
  const { git, zips, release, changelog, version } = aPackage()
  const before = git('rev-parse', 'HEAD')
  // a ZIP that fails, and a commit without its tag: the name is taken as a folder
  for (const [zip, reason] of [['process.exit(1)', 'npm run zip'], ['', 'git tag']] as const) {
    zips(zip)
    if (zip === '') git('tag', 'v0.2.0/other')
    const { status, output } = await release()
    expect([status, output]).toEqual([1, expect.stringContaining(`Command failed: ${reason}`)])
    expect([git('rev-parse', 'HEAD'), git('status', '--porcelain'), changelog(), version()]).toEqual([before, '', BEFORE, '0.1.0'])
  }
  git('tag', '--delete', 'v0.2.0/other')
  expect((await release()).status).toBe(0)
  expect([git('tag', '--list'), git('rev-parse', 'v0.2.0^{commit}~'), git('status', '--porcelain'), version()]).toEqual(['v0.2.0', before, '', '0.2.0'])
})
