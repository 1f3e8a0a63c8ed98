import { ref, watch, type Ref } from 'vue'

/** A `<details>` that opens automatically when something in it needs attention, and never closes automatically. */
export function useDetails(needsAttention: () => boolean): { isOpen: Ref<boolean>, follow(event: Event): void } {
  const isOpen = ref(needsAttention())
  watch(needsAttention, (needed) => {
    isOpen.value ||= needed
  })
  return {
    isOpen,
    follow({ currentTarget }) {
      if (currentTarget instanceof HTMLDetailsElement) isOpen.value = currentTarget.open
    },
  }
}
