import { isoDate } from '../../world/dates.ts'
import type { Chat, FileInfo, World } from '../../world/model.ts'
import { fullName } from '../../world/people.ts'
import { hexText } from '../../world/random.ts'
import { portalOrigin } from './user-shape.ts'

/** Address at the portal's own controller: it carries a signature and needs the cookies of the portal's own page, no REST token. */
function fileUrl(world: World, file: FileInfo, action: 'download' | 'showImage'): string {
  const size = action === 'showImage' ? '&width=1280&height=1280' : ''
  return `${portalOrigin(world)}/bitrix/services/main/ajax.php?action=disk.api.file.${action}&SITE_ID=s1&humanRE=1&fileId=${file.id}${size}`
    + `&exact=N&_esd=${hexText(`${world.settings.memberId}:file:${file.id}`, 48)}&fileName=${encodeURIComponent(file.name.replace(/\p{Cs}/gu, '\uFFFD'))}`
}

/** A file as im.dialog.messages.get prints it; camelCase between snake_case, that is how the page has it. */
export function fileShape(world: World, chat: Chat, file: FileInfo): Record<string, unknown> {
  const isImage = file.type === 'image'
  const author = world.people.get(file.authorId)
  const download = fileUrl(world, file, 'download')
  return {
    id: file.id,
    chatId: chat.id,
    date: isoDate(file.createdAt, world.settings.utcOffsetMinutes),
    type: file.type,
    name: file.name,
    extension: /\.([^.]*)$/.exec(file.name)?.[1] ?? '',
    size: file.size,
    image: isImage ? { height: 400 + file.id % 1200, width: 600 + file.id % 1000 } : false,
    status: 'done',
    progress: 100,
    authorId: file.authorId,
    authorName: author ? fullName(author) : '',
    urlPreview: isImage ? download : '',
    urlShow: isImage ? fileUrl(world, file, 'showImage') : download,
    urlDownload: download,
    viewerAttrs: {
      viewer: '',
      viewerType: isImage ? 'image' : 'unknown',
      src: download,
      viewerResized: '',
      objectId: String(file.id),
      viewerGroupBy: String(chat.id),
      imChatId: chat.id,
      title: file.name,
      actions: JSON.stringify([{ type: 'download' }]),
    },
    // Assumed `[]`, PHP's empty map, for what has no preview: the sample shows an image.
    mediaUrl: isImage ? { preview: { 250: download } } : [],
    isTranscribable: file.type === 'audio',
    isVideoNote: false,
    isVoiceNote: false,
  }
}
