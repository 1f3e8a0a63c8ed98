/** Names that belong together: a tongue has its first names by gender, its last names and the interface language people of it use. */
export interface NamePool {
  /** How many of a hundred people take their name from here. */
  share: number
  language: string
  timeZones: readonly string[]
  female: readonly string[]
  male: readonly string[]
  last: readonly string[]
  /** Last names of women where the tongue bends them; else `last` serves for all. */
  lastFemale?: readonly string[]
}

export const NAME_POOLS: readonly NamePool[] = [
  {
    share: 38,
    language: 'en',
    timeZones: ['Europe/London', 'America/New_York', 'Europe/Dublin', ''],
    female: ['Emma', 'Olivia', 'Grace', 'Hannah', 'Chloe', 'Maya', 'Ruth', 'Ellen', 'Naomi', 'Tessa', 'Joan', 'Priya'],
    male: ['James', 'Oliver', 'Henry', 'Daniel', 'Samuel', 'Marcus', 'Owen', 'Peter', 'Noah', 'Adam', 'Ravi', 'Callum'],
    last: ['Smith', 'Johnson', 'Walker', 'Carter', 'Hughes', 'Bennett', 'O’Neill', 'Murphy', 'Shaw', 'Patel', 'Fletcher', 'Reid', 'Okafor', 'Lloyd'],
  },
  {
    share: 20,
    language: 'de',
    timeZones: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
    female: ['Käthe', 'Jana', 'Sophie', 'Ursula', 'Greta', 'Miriam', 'Heike', 'Jördis'],
    male: ['Jürgen', 'Lukas', 'Felix', 'Thomas', 'Götz', 'Matthias', 'Uwe', 'Jonas'],
    last: ['Müller', 'Weiß', 'Schröder', 'Köhler', 'Vogel', 'Groß', 'Böhm', 'Brandstätter', 'Lange', 'Huber'],
  },
  {
    share: 18,
    language: 'ru',
    timeZones: ['Asia/Almaty', 'Europe/Riga', 'Asia/Tbilisi'],
    female: ['Ольга', 'Анна', 'Ирина', 'Екатерина', 'Марина', 'Светлана'],
    male: ['Сергей', 'Дмитрий', 'Алексей', 'Павел', 'Игорь', 'Артём'],
    last: ['Соколов', 'Иванов', 'Кузнецов', 'Морозов', 'Волков', 'Щербаков'],
    lastFemale: ['Соколова', 'Иванова', 'Кузнецова', 'Морозова', 'Волкова', 'Щербакова'],
  },
  {
    share: 6,
    language: 'ua',
    timeZones: ['Europe/Kyiv'],
    female: ['Оксана', 'Леся', 'Юлія'],
    male: ['Тарас', 'Олексій', 'Євген'],
    last: ['Шевченко', 'Бондаренко', 'Їжакевич', 'Ґалаґан'],
  },
  {
    share: 7,
    language: 'fr',
    timeZones: ['Europe/Paris', 'Europe/Brussels'],
    female: ['Chloé', 'Inès', 'Amélie', 'Françoise'],
    male: ['François', 'Gaël', 'Théo', 'Rémi'],
    last: ['Lefèvre', 'Garçon', 'Dupont', 'de la Tour', 'Noël'],
  },
  {
    share: 6,
    language: 'la',
    timeZones: ['Europe/Madrid', 'America/Bogota'],
    female: ['Lucía', 'Begoña', 'María José'],
    male: ['Íñigo', 'Andrés', 'Joaquín'],
    last: ['Muñoz', 'García Pérez', 'Ibáñez', 'Núñez'],
  },
  {
    share: 3,
    language: 'ja',
    timeZones: ['Asia/Tokyo'],
    female: ['花子', '美咲', '陽菜'],
    male: ['太郎', '健太', '翔'],
    last: ['田中', '佐藤', '鈴木', '高橋'],
  },
  {
    share: 1,
    language: 'ar',
    timeZones: ['Asia/Dubai'],
    female: ['فاطمة', 'ليلى'],
    male: ['محمد', 'يوسف'],
    last: ['الأحمد', 'حداد'],
  },
  {
    share: 1,
    language: 'tr',
    timeZones: ['Europe/Istanbul'],
    female: ['Işıl', 'Gülşah'],
    male: ['İbrahim', 'Çağrı'],
    last: ['Yılmaz', 'Öztürk', 'Şahin'],
  },
]

export const POSITIONS: readonly string[] = [
  'Account manager', 'Accountant', 'Business analyst', 'Buyer', 'Customer support', 'Designer', 'Developer', 'Editor', 'Electrician',
  'Finance controller', 'Leiterin Einkauf', 'Lagerist', 'Legal counsel', 'Logistics coordinator', 'Менеджер по продажам', 'Бухгалтер',
  'Інженер', 'Office manager', 'Product owner', 'Project manager', 'Quality engineer', 'Recruiter', 'Responsable marketing', 'Sales', 'Service technician',
  'Team lead', 'Tester', 'Translator', '営業', '',
]

/** The messenger's palette; the names are those of `placement.bind` (portal facts 2.3). */
export const PALETTE: readonly string[] = [
  '#df532d', '#64a513', '#4ba984', '#4ba5c3', '#3e99ce', '#8474c8', '#1eb4aa', '#f76187', '#58cc47', '#ab7761', '#29619b', '#728f7a',
  '#ba9c7b', '#e8a441', '#556574', '#909090', '#5e5f5e',
]
