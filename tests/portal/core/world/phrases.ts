/**
 * What people of the demo company write. `{person}` becomes a mention, `{link}` an address, `{n}` a number, `{time}` a clock
 * time. BBCode as in api-reference/chat-bots/chat-bots-v2/imbot.v2/messages/message-formatting.md, in either case of letters.
 */
export const PHRASES: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Morning all', 'Done, please have a look.', 'Thanks!', 'Who can take this today?', 'I will be ten minutes late, please start without me.',
    'The numbers for last week are in: [b]{n} orders[/b], {n} returns.', '{person} could you check this before {time}?',
    'Agreed. Let us do it that way.', 'I would rather wait until the customer has answered.', 'Here is the page: {link}',
    'Decision: we ship on Thursday, not on Friday.', 'Please do [u]not[/u] change the prices before the catalogue is printed.',
    'Short summary of the call:\n- the contract is signed\n- invoice goes out today\n- {person} prepares the hand-over',
    'Same here, it loads for {n} seconds and then shows nothing.', 'It works again. A certificate had run out.',
    'Can somebody explain how [code]if (a < b && c > d)[/code] ever worked?', 'I have asked [CHAT=2]the whole company[/CHAT] already.',
    'Lunch?', 'On it.', 'No objections from my side.', 'See the [url={link}]minutes[/url], point {n}.',
    'Reminder: time sheets until {time}.', '{person}, {person}: who of you two keeps the keys?', 'Let us talk at {time}.',
    'We have {n} open tickets, of which {n} wait for the customer.', 'I moved the meeting to {time}, hope that suits everybody.',
    'Great work everyone! This was the best quarter so far, and a good part of it is thanks to the people who answered at night, at weekends, and once on a ferry. [i]Thank you.[/i]',
  ],
  de: [
    'Guten Morgen zusammen', 'Erledigt, bitte kurz prüfen.', 'Danke dir!', 'Wer übernimmt das heute?', 'Ich komme zehn Minuten später.',
    'Die Zahlen der letzten Woche: [B]{n} Bestellungen[/B], {n} Rücksendungen.', '{person} schaust du bitte bis {time} drüber?',
    'Einverstanden, so machen wir es.', 'Hier die Seite: {link}', 'Beschluss: Wir liefern am Donnerstag.', 'Geht wieder. Es war das Zertifikat.',
    'Mittag?', 'Bin dran.', 'Von meiner Seite keine Einwände.', 'Wir haben {n} offene Vorgänge, {n} davon warten auf den Kunden.',
    'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung ist um {time}.',
  ],
  ru: [
    'Доброе утро!', 'Готово, посмотрите, пожалуйста.', 'Спасибо!', 'Кто возьмёт на себя?', 'Опоздаю минут на десять.',
    'Итоги недели: [b]{n} заказов[/b], {n} возвратов.', '{person}, проверь, пожалуйста, до {time}.', 'Согласна, так и сделаем.',
    'Вот страница: {link}', 'Решили: отгружаем в четверг.', 'Снова работает, закончился сертификат.', 'Не возражаю.',
  ],
  ua: ['Доброго ранку!', 'Готово, гляньте, будь ласка.', 'Дякую!', '{person}, перевіриш до {time}?', 'Ось сторінка: {link}', 'Вирішили: відвантажуємо в четвер.'],
  fr: ['Bonjour à tous', 'C’est fait.', 'Merci !', '{person}, tu peux vérifier avant {time} ?', 'Voici la page : {link}', 'D’accord, on fait comme ça.'],
  ja: ['おはようございます。', '了解です。', '確認お願いします。', '{person} さん、{time}までにお願いします。', '資料はこちらです：{link}'],
  ar: ['صباح الخير', 'تم، يرجى المراجعة.', 'شكرا', '{person} هل يمكنك المراجعة قبل {time}؟', 'الصفحة: {link}'],
}

export const EMOJI_ONLY: readonly string[] = ['👍', '🎉🎉🎉', '😂', '🙏🏽', '👩‍💻', '❤️', '🇺🇦', ':)', '1️⃣']

/** Text that breaks what is not careful. */
export const AWKWARD: readonly string[] = [
  '<script>alert("chat")</script>', '[URL=javascript:alert(1)]click me[/URL]', '[b]never closed', '[/i][/b] closed too often',
  '=SUM(A1:A9)', '&lt;b&gt;already escaped&lt;/b&gt; & not', '[img size=small]https://example.com/cat.png [/img]', '#' + 'long'.repeat(60),
  '[quote]a tag that nobody documented[/quote]', '[send=/help]Help[/send] [put=/find ]Find[/put]', '\u202Eright to left override', '[USER=0]Nobody[/USER] [USER=999999]Gone[/USER]',
  '[timestamp=1772030091 format=SHORT_DATE_FORMAT]', '[size=30][color=#df532d]LOUD[/color][/size]', 'a\r\nb\n\n\n\nc', '[context=chat1489/84869]there[/context]',
]

export const LINKS: readonly string[] = [
  'https://example.com/', 'https://example.com/catalogue?page=2&sort=price#top', 'https://example.org/wiki/Привет_(мир)', 'http://intranet.example.com/handbook',
  'https://example.net/a/very/long/path/that/goes/on/and/on/and/does/not/fit/into/any/narrow/column/whatever/you/do.html', 'https://xn--mgbh0fb.example/',
]

export const FILE_NAMES: readonly (readonly [name: string, type: 'image' | 'video' | 'audio' | 'file'])[] = [
  ['IMG_4711.jpg', 'image'], ['screenshot 2026-02-25.png', 'image'], ['Angebot_Müller & Söhne (final) v3.pdf', 'file'], ['budget.xlsx', 'file'],
  ['запись встречи.mp4', 'video'], ['voice.mp3', 'audio'], ['contract.docx', 'file'], ['صورة.webp', 'image'], ['archive.tar.gz', 'file'],
  ['a very long file name that somebody copied from the subject of an e-mail and never shortened before sending it to everybody.pdf', 'file'],
]
