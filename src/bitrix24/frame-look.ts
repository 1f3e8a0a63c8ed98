import type { B24Frame } from '@bitrix24/b24jssdk'
import { ignoreTeardown } from './ignore-teardown.ts'
import type { Opening } from './portal.ts'

/** See `Portal.setTitle`. */
export async function setTitle({ parent }: Pick<B24Frame, 'parent'>, { placement }: Opening, title: string): Promise<void> {
  if (placement === 'DEFAULT') parent.setTitle(title).catch(ignoreTeardown)
}

/**
 * See `Portal.fitHeight`. Not the SDK's `fitWindow`, which takes the larger of content and frame and so never shrinks, nor
 * its `resizeWindow`, which would pin the width to pixels.
 */
export async function fitHeight({ parent }: Pick<B24Frame, 'parent'>, { isSlider }: Opening, atMost = Infinity): Promise<void> {
  const height = Math.min(Math.ceil(document.documentElement.getBoundingClientRect().height), atMost)
  if (isSlider || height === 0) return
  parent.message.send('resizeWindow', { width: '100%', height, isSafely: true }).catch(ignoreTeardown)
}
