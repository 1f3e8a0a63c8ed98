import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'

// What PHP 8.2 said to `parse_url` of the same texts.

test.each([
  ['https://app.example.com/page', 'https', 'app.example.com', ''],
  ['HTTPS://App.Example.Com:443', 'HTTPS', 'App.Example.Com', '443'],
  ['//app.example.com', '', 'app.example.com', ''],
  ['https://user:pass@app.example.com/', 'https', 'app.example.com', ''],
  ['https://u@v@app.example.com/', 'https', 'app.example.com', ''],
  ['https://app.example.com?x@y.z', 'https', 'app.example.com', ''],
  ['https://app.example.com#:90', 'https', 'app.example.com', ''],
  ['https://[::1.2]:8080/', 'https', '[::1.2]', '8080'],
  ['https://app.example.com:/', 'https', 'app.example.com', ''],
  ['https://app.example.com:80a/', 'https', 'app.example.com', '80'],
  ['https://app.example.com:80:90/', 'https', 'app.example.com:80', '90'],
  ['app.example.com:80/page', '', 'app.example.com', '80'],
  ['1a://app.example.com/', '1a', 'app.example.com', ''],
  ['https://app\t.example.com/', 'https', 'app_.example.com', ''],
  ['https://ex ample.com/', 'https', 'ex ample.com', ''],
])('%j is read as PHP reads it', (address, scheme, host, port) => {
  expect(parseAddress(address)).toEqual({ scheme, host, port })
})

test.each([
  '', 'page', '/page', 'app.example.com/page', 'https:app.example.com', 'https:/app.example.com', 'https:///app.example.com', 'https://@/', 'https://:80/',
  'https://app.example.com:65536/', 'https://app.example.com:123456/', 'https://app.example.com:a/', 'https://app.example.com:-1/', 'https\\\\app.example.com',
  'file:///app.example.com', 'mailto:a@app.example.com',
])('%j has no host', (address) => {
  expect(parseAddress(address)).toBeNull()
})
