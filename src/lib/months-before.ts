/** When the day so many months before began, on this device's calendar; its last day where that month is shorter. Milliseconds since 1970. */
export function monthsBefore(now: Date, months: number): number {
  const lastDay = new Date(now.getFullYear(), now.getMonth() - months + 1, 0)
  return lastDay.setDate(Math.min(now.getDate(), lastDay.getDate()))
}
