/** A certificate for names that point to this machine only, made again at every start and never stored. */
import { isIP } from 'node:net'
import { generate } from 'selfsigned'
import type { Tls } from './http-listener.ts'

/** Self-signed, for all of `names` (host names or IP addresses), valid from yesterday for a week. */
export async function createCertificate(names: readonly string[]): Promise<Tls> {
  const day = 24 * 60 * 60 * 1000
  const pem = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 7 * day),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(name => isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }) },
    ],
  })
  return { key: pem.private, cert: pem.cert }
}
