/// <reference types="vite/client" />

/** Origins beyond Bitrix24's cloud that this build accepts as a portal, comma-separated; set at build time (see README). */
declare const __PORTAL_ORIGINS__: string
