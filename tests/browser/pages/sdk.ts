/** Nothing but the unmodified SDK, for tests that drive the portal's protocol with the SDK's own frame class. */
import { initializeB24Frame } from '@bitrix24/b24jssdk'

Object.assign(window, { initializeB24Frame })
