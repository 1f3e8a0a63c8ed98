/** As much of `XMLHttpRequest` as the SDK's client for push uses, over Node's `fetch`: happy-dom's gives binary answers of another realm. */
export class RequestOverFetch {
  readyState = 0
  status = 0
  response: string | ArrayBuffer = ''
  responseType = ''
  readonly #listeners: (() => void)[] = []
  #target = { method: '', url: '' }
  #headers = new Headers()
  #stop = new AbortController()

  addEventListener(_type: 'readystatechange', listener: () => void): void {
    this.#listeners.push(listener)
  }

  open(method: string, url: string): void {
    this.#target = { method, url }
    this.#stop = new AbortController()
    Object.assign(this, { readyState: 1, status: 0, response: '' })
  }

  send(body?: string): void {
    const stop = this.#stop
    const { method, url } = this.#target
    const ask = async (): Promise<void> => {
      const answer = await fetch(url, { method, signal: stop.signal, ...(body === undefined ? {} : { body }) })
      this.response = this.responseType === 'arraybuffer' ? await answer.arrayBuffer() : await answer.text()
      this.#headers = answer.headers
      this.status = answer.status
    }
    void ask().catch(() => undefined).then(() => {
      if (!stop.signal.aborted) this.#end()
    })
  }

  abort(): void {
    const isOpen = this.readyState === 1
    this.#stop.abort()
    if (isOpen) this.#end()
  }

  getResponseHeader(name: string): string | null {
    return this.#headers.get(name)
  }

  #end(): void {
    this.readyState = 4
    for (const listener of this.#listeners) listener()
  }
}
