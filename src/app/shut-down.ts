import { inject, type InjectionKey } from 'vue'

/** Provided by `main.ts`: ends everything that was made there, and leaves a blank page. */
export const shutDownKey: InjectionKey<() => void> = Symbol('shut down')

/**
 * What a page does that has told the portal to close it. A portal may leave the frame alive that it closed, with all that was read
 * in it: in newer ones the answer to `closeApplication` fails, and with it what destroys the frame (applayout.js, side-panel.bundle.js).
 * Does nothing outside the app.
 */
export function useShutDown(): () => void {
  return inject(shutDownKey, () => () => undefined, true)
}
