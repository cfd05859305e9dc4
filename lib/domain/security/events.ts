/**
 * Lists the events that the security log records: who came in, who was refused, and what left the
 * product. Each has words in the trail and on the page of security events.
 */
export const SECURITY_KINDS = [
  "sign-in-succeeded",
  "sign-in-failed",
  "sign-in-delayed",
  "emergency-sign-in",
  "identity-proved",
  "identity-not-proved",
  "pin-failed",
  "pin-locked",
  "device-refused",
  "session-refused",
  "provider-logout",
  "provider-logout-refused",
  "token-used",
  "token-refused",
  "token-elsewhere",
  "permission-refused",
  "not-yours",
  "cross-site-refused",
  "host-refused",
  "rate-limited",
  "malware-refused",
  "jobs-stopped",
  "file-downloaded",
  "raw-sheet-read",
] as const;

export type SecurityKind = (typeof SECURITY_KINDS)[number];

/** These are no attempt at anything: they are recorded because somebody may ask who it was. */
const USUAL: ReadonlySet<SecurityKind> = new Set<SecurityKind>([
  "sign-in-succeeded",
  "identity-proved",
  "provider-logout",
  "token-used",
  "file-downloaded",
  "raw-sheet-read",
]);

export function isRefusal(kind: SecurityKind): boolean {
  return !USUAL.has(kind);
}

/** The periods, in days, and the events that a screen may show. */
export const SECURITY_PERIODS = ["1", "7", "30", "90"] as const;
export const SECURITY_SHOWN = ["refusals", "uses", "everything"] as const;
