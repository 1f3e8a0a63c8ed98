import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCertificate } from './certificate.ts'

test('a certificate covers every name and address it was made for, today', async () => {
  const { cert, key } = await createCertificate(['demo.bitrix24.com', 'apps.example', '127.0.0.1'])
  const certificate = new X509Certificate(cert)
  expect(key).toContain('PRIVATE KEY')
  expect(certificate.checkHost('demo.bitrix24.com')).toBe('demo.bitrix24.com')
  expect(certificate.checkHost('apps.example')).toBe('apps.example')
  expect(certificate.checkHost('other.example')).toBeUndefined()
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now())
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now())
})
