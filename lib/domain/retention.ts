/**
 * For how long each kind of data is stored that no figure, signature or entry of the trail refers
 * to. The bounds prevent that an attack is forgotten before anybody looks, or that people are
 * notified again of what they know. The database has the lower one of superseded sheets as well.
 */
type Rule = {
  min: number;
  max: number;
  /** As supplied; null: for good. Only such a kind may be stored for good. */
  usual: number | null;
};

const RULES = {
  sessions: { min: 7, max: 365, usual: 30 },
  "security-counts": { min: 30, max: 730, usual: 90 },
  "token-addresses": { min: 30, max: 3_650, usual: null },
  links: { min: 30, max: 3_650, usual: null },
  requests: { min: 90, max: 3_650, usual: null },
  notices: { min: 90, max: 3_650, usual: null },
  mails: { min: 30, max: 3_650, usual: null },
  "report-files": { min: 7, max: 730, usual: 90 },
  deliveries: { min: 7, max: 365, usual: 30 },
  readings: { min: 30, max: 730, usual: 60 },
  replays: { min: 30, max: 3_650, usual: null },
  "superseded-sheets": { min: 30, max: 3_650, usual: null },
} as const satisfies Record<string, Rule>;

export type RetentionKind = keyof typeof RULES;

export const RETENTION_KINDS = Object.keys(RULES) as [RetentionKind, ...RetentionKind[]];

export const retentionRule = (kind: RetentionKind): Rule => RULES[kind];

/** The days of the kinds that were set. */
export type StoredRetention = { days: Partial<Record<RetentionKind, number | null>> };

/** Where they are stored. */
export const RETENTION_SETTING: { name: string; usual: StoredRetention } = {
  name: "retention",
  usual: { days: {} },
};

/** Null: for good. */
export function readRetentionDays(stored: StoredRetention, kind: RetentionKind): number | null {
  const days = stored.days[kind];
  return days === undefined ? retentionRule(kind).usual : days;
}

export function isRetentionAllowed(kind: RetentionKind, days: number | null): boolean {
  const { min, max, usual } = retentionRule(kind);
  return days === null ? usual === null : Number.isInteger(days) && days >= min && days <= max;
}

/** Whether data goes that would have stayed. */
export function isShorter(before: number | null, after: number | null): boolean {
  return after !== null && (before === null || after < before);
}

/**
 * Why a version of a cash sheet can't be shown whose content was removed: its number, time and hash
 * are what is left.
 */
export const THINNED_SHEET = "sheet-thinned";
/** Why a past moment can't be shown: such a version was in force. */
export const THINNED_MOMENT = "moment-thinned";

/** The first of these days, and how many centre-days of what was asked for they are. */
export type ThinnedMoment = { centreId: string; businessDate: string; days: number };

/** Why days can't be shown or stored: they were written into files and dropped. */
export const ARCHIVED_DAYS = "days-archived";

/** For so many whole months after its last day a month is stored, and can't be archived. */
export const ARCHIVE_MONTHS_MIN = 24;
