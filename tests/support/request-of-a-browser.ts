/**
 * The class by which a browser sends requests, for tests in Node of what ships: the stand-in for axios has no other way out. Happy-dom's, without
 * the rules for pages of another origin, which the tests' own server does not know.
 */
import { Window } from 'happy-dom'

if (typeof XMLHttpRequest === 'undefined') {
  const { XMLHttpRequest } = new Window({ settings: { fetch: { disableSameOriginPolicy: true } } })
  Object.assign(globalThis, { XMLHttpRequest })
}
