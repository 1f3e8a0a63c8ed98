/** The simulated portal's core in a browser, without a server. */
import { answerProbe } from './core-probe.ts'

Object.assign(window, { answerProbe })
