/** The way to the push server: the simulated portal answers as the documentation prints. */
import { expect, test } from 'vitest'
import { createHexSource } from '../portal/core/hex-source.ts'
import { pullMethods } from '../portal/core/methods/pull/index.ts'
import { createPush } from '../portal/core/push/push.ts'
import { contextOf, FIXED_NOW, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'
import { shapeDifferences } from './shape.ts'

const VIEWER = 577

test('pull.application.config.get has the shape of its page', () => {
  const world = scenario('all-scopes').create(fixedPlace())
  world.people.set(VIEWER, { ...contextOf(world, 1).viewer, id: VIEWER })
  const method = pullMethods(createPush({ world, now: () => FIXED_NOW, hex: createHexSource('contract') })).find(({ name }) => name === 'pull.application.config.get')
  expect(shapeDifferences(readFixture('pull.application.config.get').answer, method?.run({}, contextOf(world, VIEWER)))).toEqual([])
})
