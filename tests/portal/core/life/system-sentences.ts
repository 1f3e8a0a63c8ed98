export type Saying = 'joined' | 'invited' | 'left' | 'expelled' | 'renamed' | 'pictured' | 'handedOver' | 'pinned' | 'deleted'

/** What the portal itself says of a chat: of anybody, or of a man and of a woman. */
type Sentences = Readonly<Record<Saying, string | readonly [man: string, woman: string]>>

/**
 * English and Russian of bitrix-core-business (modules/im/lang, lib/V2/Chat.php, lib/V2/Chat/GroupChat.php, lib/V2/Link/Pin/PinService.php,
 * lib/V2/Message/Delete/DeleteService.php, classes/general/im_chat.php), German of the same files in bziksv/polimer; the English invitation is the
 * sample of im-dialog-messages-get.md.
 */
const EARLIER = {
  en: {
    joined: '{who} has joined the chat',
    invited: '{who} invited {whom} to the chat',
    left: '{who} left the chat.',
    expelled: '{who} ejected {whom} from chat.',
    renamed: '{who} changed the chat title to "{title}".',
    pictured: '{who} changed the chat icon',
    handedOver: '{who} assigned {whom} as owner.',
    pinned: '{who} pinned a [CONTEXT={context}]message[/CONTEXT].',
    deleted: 'This message has been deleted.',
  },
  de: {
    joined: '{who} ist dem Chat beigetreten.',
    invited: '{who} hat {whom} zum Chat eingeladen.',
    left: '{who} hat den Chat verlassen.',
    expelled: '{who} hat {whom} aus dem Chat entfernt.',
    renamed: '{who} hat den Chatnamen auf "{title}" geändert.',
    pictured: '{who} hat Chat-Icon geändert.',
    handedOver: '{who} hat {whom} als Besitzer bestimmt.',
    pinned: '{who} hat eine [CONTEXT={context}]Nachricht[/CONTEXT] fixiert.',
    deleted: 'Diese Nachricht wurde gelöscht.',
  },
  ru: {
    joined: ['К чату присоединился {who}', 'К чату присоединилась {who}'],
    invited: ['{who} пригласил в чат {whom}', '{who} пригласила в чат {whom}'],
    left: ['{who} покинул чат', '{who} покинула чат'],
    expelled: ['{who} исключил {whom} из чата', '{who} исключила {whom} из чата'],
    renamed: ['{who} изменил тему чата на "{title}"', '{who} изменила тему чата на "{title}"'],
    pictured: ['{who} изменил иконку чата', '{who} изменила иконку чата'],
    handedOver: ['{who} назначил владельцем {whom}', '{who} назначила владельцем {whom}'],
    pinned: ['{who} закрепил [CONTEXT={context}]сообщение[/CONTEXT].', '{who} закрепила [CONTEXT={context}]сообщение[/CONTEXT].'],
    deleted: 'Это сообщение было удалено',
  },
} as const satisfies Record<string, Sentences>

/**
 * The same files as portals had them in 2026, with the keys that end in MSGVER_1: bziksv/polimer (de, it, kz, pl, ru, ua), Malifikus/BITRIX_LOCAL-2026-02
 * (br, fr, la), nekolychy/bitrix24-local (en). Nobody has published those of the other languages. Of a woman who joins the Kazakh file has a
 * placeholder that nothing fills, so what it says of a man stands here for both.
 */
const CURRENT = {
  en: {
    joined: '{who} has joined the chat.',
    invited: '{who} invited {whom} to chat.',
    left: '{who} left the chat.',
    expelled: '{who} removed {whom} from the chat.',
    renamed: '{who} changed chat name to "{title}".',
    pictured: '{who} changed the chat icon.',
    handedOver: '{who} assigned {whom} as owner.',
    pinned: '{who} pinned a [CONTEXT={context}]message[/CONTEXT].',
    deleted: 'This message has been deleted.',
  },
  ru: {
    joined: ['К чату присоединился {who}', 'К чату присоединилась {who}'],
    invited: ['{who} пригласил в чат {whom}', '{who} пригласила в чат {whom}'],
    left: ['{who} вышел из чата', '{who} вышла из чата'],
    expelled: ['{who} исключил {whom} из чата', '{who} исключила {whom} из чата'],
    renamed: ['{who} изменил название чата на "{title}"', '{who} изменила название чата на "{title}"'],
    pictured: ['{who} изменил иконку чата', '{who} изменила иконку чата'],
    handedOver: ['{who} назначил владельцем {whom}', '{who} назначила владельцем {whom}'],
    pinned: ['{who} закрепил [CONTEXT={context}]сообщение[/CONTEXT]', '{who} закрепила [CONTEXT={context}]сообщение[/CONTEXT]'],
    deleted: 'Это сообщение было удалено',
  },
  de: {
    joined: '{who} ist dem Chat beigetreten.',
    invited: '{who} hat {whom} zum Chat eingeladen.',
    left: '{who} hat den Chat verlassen.',
    expelled: '{who} hat {whom} aus dem Chat entfernt.',
    renamed: '{who} hat den Chatnamen auf "{title}" geändert.',
    pictured: '{who} hat Chat-Icon geändert.',
    handedOver: '{who} hat {whom} als Besitzer bestimmt.',
    pinned: '{who} hat eine [CONTEXT={context}]Nachricht[/CONTEXT] fixiert.',
    deleted: 'Diese Nachricht wurde gelöscht.',
  },
  fr: {
    joined: '{who} a rejoint le chat.',
    invited: '{who} a invité {whom} au chat.',
    left: '{who} a quitté le chat.',
    expelled: '{who} a supprimé {whom} du chat.',
    renamed: '{who} a changé le nom du chat pour "{title}".',
    pictured: '{who} a modifié l\'icône du chat.',
    handedOver: '{who} a désigné {whom} comme propriétaire.',
    pinned: '{who} a épinglé un [CONTEXT={context}]message[/CONTEXT].',
    deleted: 'Ce message a été supprimé.',
  },
  it: {
    joined: '{who} è entrato nella chat.',
    invited: '{who} ha invitato {whom} nella chat.',
    left: '{who} ha lasciato la chat.',
    expelled: '{who} ha rimosso {whom} dalla chat.',
    renamed: '{who} ha modificato il nome della chat in "{title}".',
    pictured: '{who} ha modificato l\'icona della chat.',
    handedOver: '{who} ha assegnato a {whom} il ruolo di proprietario.',
    pinned: '{who} ha fissato un [CONTEXT={context}]messaggio[/CONTEXT].',
    deleted: 'Questo messaggio è stato eliminato.',
  },
  la: {
    joined: '{who} se han unido al chat.',
    invited: '{who} invitó a {whom} al chat.',
    left: '{who} salió del chat.',
    expelled: '{who} eliminó a {whom} del chat.',
    renamed: '{who} cambió el nombre del chat a "{title}".',
    pictured: '{who} cambió el icono del chat.',
    handedOver: ['{who} asignó a {whom} como propietario.', '{who} asignó a {whom} como propietaria.'],
    pinned: '{who} ancló un [CONTEXT={context}]mensaje[/CONTEXT].',
    deleted: 'Este mensaje fue eliminado.',
  },
  br: {
    joined: '{who} entrou no bate-papo.',
    invited: '{who} convidou {whom} para conversar.',
    left: '{who} saiu do bate-papo.',
    expelled: '{who} removeu {whom} do bate-papo.',
    renamed: '{who} mudou o nome de bate-papo para "{title}".',
    pictured: '{who} mudou o ícone de bate-papo.',
    handedOver: '{who} atribuiu {whom} como proprietário.',
    pinned: '{who} fixou uma [CONTEXT={context}]mensagem[/CONTEXT].',
    deleted: 'Esta mensagem foi excluída.',
  },
  pl: {
    joined: ['{who} dołączył do czatu.', '{who} dołączyła do czatu.'],
    invited: '{who} zaprosił {whom} do czatu.',
    left: ['{who} opuścił czat.', '{who} opuściła czat.'],
    expelled: ['{who} usunął {whom} z czatu.', '{who} usunęła {whom} z czatu.'],
    renamed: ['{who} zmienił nazwę czatu na „{title}”.', '{who} zmieniła nazwę czatu na „{title}”.'],
    pictured: ['{who} zmienił ikonę czatu.', '{who} zmieniła ikonę czatu.'],
    handedOver: ['{who} przypisał {whom} jako właściciela.', '{who} przypisała {whom} jako właściciela.'],
    pinned: ['{who} przypiął [CONTEXT={context}]wiadomość[/CONTEXT].', '{who} przypięła [CONTEXT={context}]wiadomość[/CONTEXT].'],
    deleted: 'Wiadomość została usunięta.',
  },
  ua: {
    joined: ['До чату приєднався {who}.', 'До чату приєдналася {who}.'],
    invited: ['{who} запросив в чат {whom}', '{who} запросила в чат {whom}'],
    left: ['{who} вийшов із чату.', '{who} вийшла з чату.'],
    expelled: ['{who} виключив користувача {whom} із чату.', '{who} виключила користувача {whom} із чату.'],
    renamed: ['{who} змінив назву чату на «{title}».', '{who} змінила назву чату на «{title}».'],
    pictured: ['{who} змінив іконку чату.', '{who} змінила іконку чату.'],
    handedOver: ['{who} призначив власником {whom}.', '{who} призначила власником {whom}.'],
    pinned: ['{who} закріпив [CONTEXT={context}]повідомлення[/CONTEXT].', '{who} закріпила [CONTEXT={context}]повідомлення[/CONTEXT].'],
    deleted: 'Це повідомлення було видалено.',
  },
  kz: {
    joined: 'Чатқа {who} қосылды',
    invited: '{who} {whom} чатқа шақырды ',
    left: '{who} чаттан шықты',
    expelled: '{who} {whom} чаттан шығарды',
    renamed: '{who} чат атауын "{title}" деп өзгертті',
    pictured: '{who} чат белгішесін өзгертті',
    handedOver: '{who} {whom} иеленуші етіп тағайындады',
    pinned: '{who} [CONTEXT={context}]хабарламасын[/CONTEXT] бекітті',
    deleted: 'Бұл хабарлама жойылды',
  },
} as const satisfies Record<string, Sentences>

/** Bitrix24's codes of the languages whose sentences are published. */
export const SENTENCE_LANGUAGES: readonly string[] = Object.keys(CURRENT)

/** Any other language reads English. */
export function sentencesIn(code: string, age: 'earlier' | 'current'): Sentences {
  const of = (table: Readonly<Record<string, Sentences>>): Sentences | undefined => Object.hasOwn(table, code) ? table[code] : undefined
  return (age === 'earlier' ? of(EARLIER) : undefined) ?? of(CURRENT) ?? (age === 'earlier' ? EARLIER.en : CURRENT.en)
}
