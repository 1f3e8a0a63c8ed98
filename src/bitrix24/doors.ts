/** Ways into the portal that no first screen needs, in a file of their own. */
export { fitHeight, setTitle } from './frame-look.ts'
export { openChannel } from './own-channel.ts'
export { closeApplication, openApplication } from './own-slider.ts'
export { getInterface, onEvent } from './placement-interface.ts'
export { readBatch } from './read-batch.ts'
export { readTextarea, writeTextarea } from './textarea.ts'
