/** What no source settles, so that an app can be tried against every reading. The first value of each is the default. */
export interface Undocumented {
  /** In which order the messages directly behind FIRST_ID are listed: the source asks for none (modules/im/lib/chat.php, getMessages). */
  firstIdOrder?: 'oldest-first' | 'newest-first'
  /** What an id of 0 means: the end of the chat, as in the source and in older documentation; or an id that does not exist. */
  zeroCursor?: 'end' | 'nothing'
  /** What comes behind an id that does not exist: nothing, as the page says; or what stands there, as in the source. */
  missingCursor?: 'nothing' | 'place'
  /**
   * How the portal's own sentences name people: invitations, joining, leaving and expelling by a tag, as in the newest words
   * (`IM_CHAT_LEAVE_M_MSGVER_1`) and the sample, the others by a bare name; or all one way. Whoever joined is always a tag.
   */
  systemNames?: 'as-sourced' | 'all-tagged' | 'all-named'
  /** What they say: that of the documentation's sample and of the published source of earlier years, or what portals say since 2026. */
  systemSentences?: 'earlier' | 'current'
  /** In whose language the portal writes its sentences. */
  systemLanguage?: 'actor' | 'portal'
  /**
   * What is left of a deleted message: nothing while nobody else has read it, the portal's words afterwards, as in the source
   * (modules/im/lib/V2/Message/Delete/DeleteService.php); or always the words.
   */
  deletion?: 'unread-vanishes' | 'always-words'
  /**
   * Whether the access code of a chat opens a storage to its members: the sources join rights and codes on nothing but the code
   * (modules/iblock/classes/general/iblock_rights.php, GetUserOperations); nobody has seen it on a portal.
   */
  chatCodes?: 'members' | 'nobody'
  /**
   * What im.dialog.messages.get says of forwarding and of replies: all that is kept (Params.php); or the number of what was forwarded as a list of one
   * text, and nothing else of it or of a reply, as in the source of May 2026 (yuliai/bitrix-modules, im/classes/general/im_message_param.php,
   * PrepareValues, which leaves out what its defaults lack). The search says both either way.
   */
  messageParams?: 'whole' | 'as-sourced'
  /** What im.disk.folder.get does for a chat without a folder: makes one (im_disk.php, GetFolderModel), or refuses. */
  chatFolder?: 'made' | 'refused'
  /**
   * To whom there is a storage at all: to everybody, who reads its rights then (entity-rights.md, "Any user can retrieve current permissions"); or to those
   * who may read it, as in the source of January 2026 (vsyntot/tacticum_web, modules/rest/classes/general/restentity.php, getIBlock, which leaves
   * CHECK_PERMISSIONS to CIBlock::GetList). To others its name is free then, and can be taken a second time.
   */
  storageSight?: 'everybody' | 'readers'
  /** Whether im.dialog.users.list goes on from somebody's id; a portal older than LAST_ID gives its first page again, of at most 50 (assumed). */
  lastId?: 'heeded' | 'ignored'
  /**
   * Milliseconds by which what reads storages is behind what was written to them; 0 when missing. A portal with copies of its database lets a new
   * request read from one of them (modules/main/lib/data/connectionpool.php, getSlaveConnection); by how much a copy is behind nobody says.
   */
  storagesBehind?: number
}
