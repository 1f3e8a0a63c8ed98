/** The app's single door to the portal. Nothing else in `src` knows the SDK, window messages or REST addresses. */
export { connect } from './connect.ts'
export { earlyLanguage } from './early-language.ts'
export { PORTAL_ERROR_KINDS, PortalError, type PortalErrorKind } from './errors.ts'
export {
  type BatchAnswer, type Channel, type Command, type MethodWork, type Opening, type Outcome, type PlacementInterface, type Portal, portalKey,
  type RequestListener, type SliderOutcome, type SliderRequest, type TextareaChange, usePortal, type WorkingTime,
} from './portal.ts'
