/**
 * What no source settles about im.dialog.messages.get, so that an app can be tried against every reading. The first value of
 * each is the default.
 */
export interface Undocumented {
  /** In which order the messages directly behind FIRST_ID are listed: the source asks for none (modules/im/lib/chat.php, getMessages). */
  firstIdOrder?: 'oldest-first' | 'newest-first'
  /** What an id of 0 means: the end of the chat, as in the source and in older documentation; or an id that does not exist. */
  zeroCursor?: 'end' | 'nothing'
  /** What comes behind an id that does not exist: nothing, as the page says; or what stands there, as in the source. */
  missingCursor?: 'nothing' | 'place'
}
