import { expect, test } from 'vitest'
import { releaseChangelog } from '../../hosting/release.ts'

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
