/** Tells which section of the guides in docs/guides explains a page. */
import type { Permission } from "../permission";

type Explained = { path: RegExp; section: string };

/** The first one that matches counts; `section` is the guide and the id of its heading. */
const SECTIONS: readonly Explained[] = [
  { path: /^\/reconciliations\/./, section: "finance#explain-a-difference" },
  { path: /^\/reconciliations/, section: "finance#find-the-differences" },
  { path: /^\/till-counts/, section: "counters#count-a-till" },
  { path: /^\/variances/, section: "finance#look-at-patterns" },
  { path: /^\/coverage/, section: "finance#close-a-month" },
  { path: /^\/(?:settings\/)?journal/, section: "finance#post-closed-days-to-the-books" },
  { path: /^\/reports/, section: "finance#reports" },
  { path: /^\/audit/, section: "finance#follow-what-happened" },
  { path: /^\/settings\/centres/, section: "administrators#centres" },
  { path: /^\/settings\/organisation/, section: "administrators#organisation" },
  { path: /^\/settings\/people/, section: "administrators#people" },
  { path: /^\/settings\/counting/, section: "administrators#counting" },
  { path: /^\/settings\/tolerances/, section: "administrators#tolerances" },
  { path: /^\/settings\/quiet-days/, section: "administrators#quiet-days" },
  { path: /^\/settings\/reasons/, section: "administrators#reasons" },
  { path: /^\/settings\/connection/, section: "administrators#connection" },
  { path: /^\/settings\/cash-sheets/, section: "administrators#import-cash-sheets" },
  { path: /^\/(settings\/notifications|notices)/, section: "finance#be-notified" },
  { path: /^\/settings\/tokens/, section: "administrators#api-tokens" },
  { path: /^\/settings/, section: "administrators" },
];

const TODAY = { finance: "finance#start-with-today", counters: "counters" } as const;

/** The address of the help of `path`. Counters are not sent to the guide for finance. */
export function helpAddress(path: string, permissions: readonly Permission[]): string {
  const explained = SECTIONS.find((one) => one.path.test(path));
  const today = permissions.includes("reconciliation:view") ? TODAY.finance : TODAY.counters;
  return `/help/${explained?.section ?? today}`;
}

/** Every section that a page links to. */
export function listHelpSections(): string[] {
  return [...SECTIONS.map(({ section }) => section), TODAY.finance, TODAY.counters];
}
