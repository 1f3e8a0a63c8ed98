/** Nothing but the app's door to the portal over the real SDK, for tests that go through it. */
import { connect } from '../../../src/bitrix24/connect.ts'

Object.assign(window, { portal: await connect({ portalOrigins: [] }), outcomes: {} })
