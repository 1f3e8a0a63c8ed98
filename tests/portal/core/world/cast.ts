import type { Person } from './model.ts'

/** What is set about a person of the demo company by hand; the rest comes from the seed. */
export type CastMember = { id: number, firstName: string } & Partial<Omit<Person, 'lastActivityAt' | 'absentUntil'>> & { absentDays?: number }

/** Picture path of the placeholder that the portal itself ships. */
export const BLANK_AVATAR = '/bitrix/js/im/images/blank.gif'

const partner = { isExtranet: true, departments: [] }

/**
 * People the scenarios name, and people whose names or states are hard on a screen. 103, 503 and 547 are the ids of the
 * documentation's samples.
 */
export const CAST: readonly CastMember[] = [
  { id: 1, firstName: 'Sofia', lastName: 'Lindqvist', position: 'IT administrator', gender: 'F', isAdmin: true, language: 'en', timeZone: 'Europe/Stockholm', presence: 'online' },
  { id: 2, firstName: 'Marc', lastName: 'Dubois', position: 'Managing director', gender: 'M', isAdmin: true, language: 'fr', timeZone: 'Europe/Paris', presence: 'away' },
  { id: 3, firstName: 'Ольга', lastName: 'Соколова', position: 'Руководитель отдела кадров', gender: 'F', language: 'ru', timeZone: 'Asia/Almaty', presence: 'online' },
  { id: 4, firstName: 'Jürgen', lastName: 'Groß-Müllerschön', position: 'Leiter Vertrieb', gender: 'M', language: 'de', timeZone: 'Europe/Berlin', presence: 'idle' },
  { id: 5, firstName: 'Björn', lastName: 'Öztürk', position: 'Kundenbetreuer', gender: 'M', language: 'de', timeZone: 'Europe/Berlin', presence: 'online' },
  { id: 6, firstName: 'Леся', lastName: 'Їжакевич', position: 'Маркетологиня', gender: 'F', language: 'ua', timeZone: 'Europe/Kyiv', presence: 'online' },
  { id: 7, firstName: 'محمد', lastName: 'الأحمد', position: 'مدير المشتريات', gender: 'M', language: 'ar', timeZone: 'Asia/Dubai', presence: 'offline' },
  { id: 8, firstName: 'נועה', lastName: 'לוי', position: 'מעצבת', gender: 'F', language: 'en', timeZone: 'Asia/Jerusalem', presence: 'online' },
  { id: 9, firstName: '花子', lastName: '田中', position: '営業部長', gender: 'F', language: 'ja', timeZone: 'Asia/Tokyo', presence: 'offline' },
  { id: 10, firstName: '小明', lastName: '王', position: '工程师', gender: 'M', language: 'sc', timeZone: 'Asia/Shanghai', presence: 'offline' },
  { id: 11, firstName: 'Minh Khai', lastName: 'Nguyễn Thị', position: 'Kế toán', gender: 'F', language: 'vn', timeZone: 'Asia/Ho_Chi_Minh', presence: 'idle' },
  {
    id: 12, firstName: 'José Antonio Maximiliano', lastName: 'Fernández de la Vega y Martínez-Bordiú del Campo Real de las Dos Hermanas',
    position: 'Deputy head of international procurement, contract negotiation and supplier relationship management (EMEA and Latin America)',
    gender: 'M', language: 'la', timeZone: 'Europe/Madrid', presence: 'online',
  },
  { id: 13, firstName: 'Lena 🌻', lastName: 'Hoffmann', position: 'Content 🖋️', gender: 'F', language: 'de', timeZone: 'Europe/Vienna', presence: 'online' },
  { id: 14, firstName: 'Seán', lastName: 'O\'Brien & Sons', position: 'Key "accounts"', gender: 'M', language: 'en', timeZone: 'Europe/Dublin', presence: 'dnd' },
  { id: 15, firstName: 'Zoë', lastName: '', position: '', gender: 'F', language: 'en', timeZone: '', avatar: '', presence: 'offline' },
  { id: 16, firstName: 'Piotr', lastName: 'Wiśniewski', position: 'Developer', gender: 'M', language: 'pl', timeZone: 'Europe/Warsaw', presence: 'offline', absentDays: 9 },
  { id: 17, firstName: 'Anna', lastName: 'Petrova', position: 'Product designer', gender: 'F', language: 'en', timeZone: 'Europe/Riga', presence: 'online' },
  { id: 18, firstName: 'Tom', lastName: 'Becker', position: 'Sales', gender: 'M', language: 'de', timeZone: 'Europe/Berlin', isActive: false, presence: 'offline' },
  { id: 19, firstName: 'Inès', lastName: 'Lefèvre', position: 'Legal counsel', gender: 'F', language: 'fr', timeZone: 'Europe/Paris', presence: 'dnd' },
  { id: 20, firstName: 'Ravi', lastName: 'Patel', position: 'Support lead', gender: 'M', language: 'en', timeZone: 'Asia/Kolkata', presence: 'away' },
  { id: 21, firstName: '<b>Bobby</b>', lastName: 'Tables"); DROP TABLE users;--', position: '<img src=x onerror=alert(1)>', gender: 'M', language: 'en', timeZone: 'Europe/London', presence: 'online', avatar: BLANK_AVATAR },
  { id: 22, firstName: '[URL=javascript:alert(1)]Bea[/URL]', lastName: 'Code', position: '=HYPERLINK("https://example.com")', gender: 'F', language: 'en', timeZone: 'Europe/London', presence: 'offline', avatar: '' },
  { id: 23, firstName: 'Giulia', lastName: 'Conti', position: 'Office manager', gender: 'F', language: 'it', timeZone: 'Europe/Rome', presence: 'online' },
  { id: 27, firstName: 'Samantha', lastName: 'Johnson', position: 'Customer support', gender: 'F', language: 'en', timeZone: 'Europe/London', presence: 'online' },
  { id: 40, firstName: 'Clara', lastName: 'Rossi', position: 'Agency, project lead', gender: 'F', language: 'en', timeZone: 'Europe/Rome', presence: 'online', ...partner },
  { id: 41, firstName: 'Liam', lastName: 'Walsh', position: 'Agency, developer', gender: 'M', language: 'en', timeZone: 'Europe/Dublin', presence: 'idle', ...partner },
  { id: 42, firstName: 'Katarzyna', lastName: 'Zielińska', position: 'Agency, photographer', gender: 'F', language: 'pl', timeZone: 'Europe/Warsaw', presence: 'offline', ...partner },
  { id: 103, firstName: 'John', lastName: 'Smith', position: 'Manager', gender: 'M', language: 'en', timeZone: 'Europe/London', presence: 'online' },
  { id: 503, firstName: 'Klaus', lastName: 'Weber', position: 'Head of projects', gender: 'M', language: 'de', timeZone: 'Europe/Berlin', presence: 'online' },
  { id: 547, firstName: 'Anna', lastName: 'Weber', position: 'Manager', gender: 'F', language: 'de', timeZone: 'Europe/Berlin', presence: 'idle', avatar: BLANK_AVATAR },
  { id: 599, firstName: 'Green Guest', lastName: '#17', position: '', gender: 'F', isConnector: true, isExtranet: true, departments: [], email: '', phone: '', timeZone: '', avatar: '', presence: 'offline' },
  { id: 602, firstName: 'Mia', lastName: 'Network', position: '', gender: 'F', isNetwork: true, isExtranet: true, departments: [], email: '', phone: '', timeZone: '', presence: 'offline' },
  { id: 3911, firstName: 'Noor', lastName: 'Haddad', position: 'Agency, stand builder', gender: 'F', language: 'en', timeZone: 'Europe/Rome', presence: 'online', isOutside: 'collaber', ...partner },
  { id: 3912, firstName: 'Visitor', lastName: '', position: '', gender: 'M', language: 'en', timeZone: '', avatar: '', email: '', phone: '', presence: 'offline', isOutside: 'guest', ...partner },
  { id: 3901, firstName: 'Reception', lastName: 'Bot', position: 'Answers what it can', gender: 'M', isBot: true, departments: [], email: '', phone: '', timeZone: '', presence: 'online' },
  { id: 3902, firstName: 'Release notes', lastName: '', position: '', gender: 'M', isBot: true, departments: [], email: '', phone: '', timeZone: '', presence: 'online', avatar: '' },
]
