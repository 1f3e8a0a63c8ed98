import { inject, type InjectionKey } from 'vue'

/** What an app, or a component above, provides under this key. For a component's setup. @throws Error naming the key where nobody does */
export function injectProvided<Value>(key: InjectionKey<Value>): Value {
  const value = inject(key, null)
  if (value === null) throw new Error(`Nobody provides ${String(key.description)}`)
  return value
}
