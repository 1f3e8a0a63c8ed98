import type { B24Frame } from '@bitrix24/b24jssdk'
import { PortalError } from './errors.ts'
import { ignoreTeardown } from './ignore-teardown.ts'
import type { Opening, SliderRequest } from './portal.ts'
import { readOptions } from './opening.ts'
import { isParameterName, readSliderCall, SLIDER_KEY } from './slider-call.ts'
import { expectResult, handBack } from './slider-result.ts'
import { toPortalError } from './to-portal-error.ts'

/** Longest parameters in characters of JSON: which page and in what state, not what it shows. */
const LONGEST_PARAMETERS = 4_000

/**
 * Opens the app's main page in a slider; see `Portal.openApplication`. The portal's settings are the keys that begin with
 * `bx24_`: https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-application.html. The label's text
 * colour is left to the portal, for in some places it colours the cross instead.
 */
export async function openApplication({ slider }: Pick<B24Frame, 'slider'>, _opening: Opening, request: SliderRequest): Promise<unknown> {
  const { parameters, title, width, label } = request
  checkParameters(parameters)
  const result = expectResult()
  try {
    await slider.openSliderAppPage({
      ...parameters,
      [SLIDER_KEY]: result.id,
      bx24_title: title,
      ...(width === undefined ? {} : { bx24_width: width }),
      ...(label === undefined ? {} : { bx24_label: { text: label.text, bgColor: label.color } }),
    })
    return result.value()
  } catch (thrown) {
    throw toPortalError(thrown, 'openApplication')
  } finally {
    result.stop()
  }
}

/** Closes the slider that this page stands in; see `Portal.closeApplication`. */
export async function closeApplication({ slider }: Pick<B24Frame, 'slider'>, opening: Opening, result: unknown = null): Promise<void> {
  const call = readSliderCall(opening.placement, readOptions(opening.options))
  // From anywhere else the command would close whatever slider of the app lies on top.
  if (call === null) throw new PortalError('unknown', { method: 'closeApplication' })
  if (result !== null) await handBack(call.replyTo, result)
  slider.closeSliderAppPage().catch(ignoreTeardown)
}

function checkParameters(parameters: Record<string, string>): void {
  const wrong = Object.keys(parameters).find(name => !isParameterName(name))
  if (wrong !== undefined) throw new TypeError(`The portal would not hand on a parameter named ${wrong}`)
  if (JSON.stringify(parameters).length > LONGEST_PARAMETERS) throw new RangeError('A slider\'s parameters are JSON of at most 4,000 characters')
}
