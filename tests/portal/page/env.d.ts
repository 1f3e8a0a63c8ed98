/// <reference types="vite/client" />
import type { TestDoor } from './test-door.ts'

declare global {
  interface Window {
    /** What browser tests may ask of the page beyond clicking: see `test-door.ts`. */
    simulatedPortal?: TestDoor
  }
}
