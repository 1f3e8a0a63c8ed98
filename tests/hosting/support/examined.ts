import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Connection } from '../../../hosting/doctor/ask.ts'
import { examine, type Examination } from '../../../hosting/doctor/examine.ts'
import { inWords } from '../../../hosting/doctor/words.ts'
import { createCertificate } from '../../portal/server/certificate.ts'
import type { Listener, Tls } from '../../portal/server/http-listener.ts'
import { HOST, PAGE, PAGE_HEADERS, PORTAL, rightHost, type Asked, type Reply } from './right-host.ts'

export type Answering = (asked: Asked) => Reply | undefined

export interface Examined {
  /** The certificate, once tests run. */
  tls(): Tls
  /** Starts a host that answers so, or as the right one does where `answer` says nothing. */
  serve(answer?: Answering): Promise<void>
  /** Puts a host in its place that was started otherwise. */
  stand(host: Listener): void
  port(): number
  examine(address?: string, connection?: Connection): Promise<Examination>
  /** What is not fine, as `severity code`. */
  codes(address?: string, connection?: Connection): Promise<string[]>
  /** The same in words. */
  words(): Promise<string>
}

/** One host for the tests of a file, which the doctor examines; it ends with each test. */
export function useExaminedHost(): Examined {
  let tls: Tls | undefined
  let host: Listener | undefined
  const certificate = (): Tls => {
    if (tls === undefined) throw new Error('The certificate is made before the first test, not while tests are listed.')
    return tls
  }
  beforeAll(async () => {
    tls = await createCertificate([HOST, '127.0.0.1'])
  })
  const end = async (): Promise<void> => {
    await host?.close()
    host = undefined
  }
  afterEach(end)
  afterAll(end)
  const examined: Examined = {
    tls: certificate,
    async serve(answer) {
      host = await rightHost(certificate(), answer)
    },
    stand(other) { host = other },
    port: () => host?.port ?? 9,
    examine: (address = `https://${HOST}/chatside/`, connection = { ca: certificate().cert }) =>
      examine(address, { portal: PORTAL, connection: { at: { host: '127.0.0.1', port: examined.port() }, ...connection } }),
    async codes(address, connection) {
      const { findings } = await examined.examine(address, connection)
      return findings.filter(({ severity }) => severity !== 'fine').map(({ code, severity }) => `${severity} ${code}`)
    },
    async words() {
      const { findings } = await examined.examine()
      return findings.map(({ code, detail }) => inWords(code, detail)).join(' ')
    },
  }
  return examined
}

/** The page with other headers; null takes one away. */
export function page(headers: Record<string, string | null>, body: string | Buffer = PAGE): Answering {
  const all = Object.entries({ ...PAGE_HEADERS, ...headers }).filter((entry): entry is [string, string] => entry[1] !== null)
  return ({ path }) => path === '/chatside/' ? { headers: Object.fromEntries(all), body } : undefined
}

/** Another answer for files whose name ends so. */
export function file(ending: string, reply: Reply): Answering {
  return ({ path }) => path.endsWith(ending) ? reply : undefined
}
