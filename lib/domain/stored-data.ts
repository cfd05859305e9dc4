/** What an installation may have of a person, from their account to what they signed for. */
export const STORED_KINDS = [
  "roles",
  "session",
  "device",
  "token",
  "pin",
  "saved-view",
  "notice",
  "mail",
  "report-file",
  "till-count",
  "hand-over",
  "explanation",
  "note",
  "message",
  "file",
  "move",
  "petty-cash",
  "audit-entry",
] as const;

export type StoredKind = (typeof STORED_KINDS)[number];

/**
 * Records of money that somebody signed for are never changed or removed; the rest serves the
 * person's account and can go with it.
 */
const SIGNED: readonly StoredKind[] = [
  "till-count",
  "hand-over",
  "explanation",
  "note",
  "message",
  "file",
  "move",
  "petty-cash",
  "audit-entry",
];

export function isSignedFor(kind: StoredKind): boolean {
  return SIGNED.includes(kind);
}
