/// <reference types="vite/client" />

/** Origins beyond Bitrix24's cloud that this build accepts as a portal; set and checked at build time (see README). */
declare const __PORTAL_ORIGINS__: readonly string[]
