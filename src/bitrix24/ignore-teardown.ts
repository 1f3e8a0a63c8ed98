/** For commands whose answer says nothing: their promises can only fail by `destroy()`, which nobody needs to hear of. */
export function ignoreTeardown(): void {}
