/**
 * What the item is called until somebody writes something else, by Bitrix24's language code. They are no texts of this page but
 * data that the portal keeps, so every language of Bitrix24 has one, whether Chatside speaks it or not.
 */
export const DEFAULT_TITLES: Readonly<Record<string, string>> = {
  en: 'About this chat',
  ar: 'حول هذه الدردشة',
  br: 'Sobre este chat',
  de: 'Über diesen Chat',
  fr: 'À propos de ce chat',
  id: 'Tentang obrolan ini',
  in: 'इस चैट के बारे में',
  it: 'Informazioni sulla chat',
  ja: 'このチャットについて',
  kz: 'Осы чат туралы',
  la: 'Acerca de este chat',
  ms: 'Perihal sembang ini',
  pl: 'O tym czacie',
  ru: 'Об этом чате',
  sc: '关于此聊天',
  tc: '關於此聊天',
  th: 'เกี่ยวกับแชตนี้',
  tr: 'Bu sohbet hakkında',
  ua: 'Про цей чат',
  vn: 'Về cuộc trò chuyện này',
}
