/**
 * Defines what people are informed of. A notice says that something happened; what it shows of it
 * is decided when it is read, by what its reader may see then.
 */
import { type Actor, can, type Permission, proveAnywhere } from "../permission";
import { buildDayHref, buildLineHref } from "../screen/line-address";

/** What one person addressed to another; everyone gets these in the inbox. */
const DIRECT_KINDS = ["question", "reply", "mention", "assignment"] as const;
/** What somebody has to subscribe to. */
const ALERT_KINDS = [
  "uncounted",
  "difference",
  "changed",
  "cash",
  "pattern",
  "reading",
  "waiting",
] as const;

/** A file that was made for a recipient, and one that could not be made, for its author. */
const REPORT_KINDS = ["report", "report-failed"] as const;

/**
 * An administrator revoked an API token of the reader, somebody signed in to their account from a
 * device that it did not know, or to the account for emergencies, or their account ends.
 * Administrators are notified whose access ends, and that accounts are dormant.
 */
const ACCOUNT_KINDS = [
  "token-revoked",
  "sign-in",
  "emergency-sign-in",
  "account-ends",
  "access-ends",
  "dormant",
] as const;

export const NOTICE_KINDS = [
  ...DIRECT_KINDS,
  ...ALERT_KINDS,
  "digest",
  ...REPORT_KINDS,
  ...ACCOUNT_KINDS,
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Nobody chooses them: they are always mailed, where there is a mail server. */
export function isAboutAccount(kind: NoticeKind): boolean {
  return (ACCOUNT_KINDS as readonly string[]).includes(kind);
}

/** Direct notices are subscribed to, for mail, as one. */
export const SUBSCRIPTION_KINDS = ["direct", ...ALERT_KINDS, "digest"] as const;
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

/** Their reader names a time of day. */
export const TIMED_KINDS: readonly SubscriptionKind[] = ["uncounted", "digest"];

/** Counters are asked and reply; everything else follows from what is expected. */
const NEEDED: Record<NoticeKind, Permission> = {
  question: "thread:view",
  reply: "thread:view",
  mention: "thread:view",
  assignment: "line:assign",
  uncounted: "till-count:view",
  difference: "reconciliation:view",
  changed: "reconciliation:view",
  cash: "variance:view",
  pattern: "variance:view",
  reading: "sync:view",
  waiting: "reconciliation:view",
  digest: "reconciliation:view",
  report: "reconciliation:view",
  "report-failed": "reconciliation:view",
  "token-revoked": "account:use",
  "sign-in": "account:use",
  "emergency-sign-in": "security:administer",
  "account-ends": "account:use",
  "access-ends": "user:administer",
  dormant: "user:administer",
};

/** Nobody subscribes to reports: their author chooses, and a recipient stops the schedule. */
export function subscriptionOf(kind: NoticeKind): SubscriptionKind {
  return (DIRECT_KINDS as readonly string[]).includes(kind) ? "direct" : (kind as SubscriptionKind);
}

/** A notice without a centre is about every centre of its reader. */
export function maySeeNotice(actor: Actor, kind: NoticeKind, centreId: string | null): boolean {
  const needed = NEEDED[kind];
  return centreId === null ? proveAnywhere(actor, needed) !== null : can(actor, needed, centreId);
}

/** Lists what somebody may subscribe to: each kind that they could see in some centre. */
export function listSubscribable(actor: Actor): SubscriptionKind[] {
  return SUBSCRIPTION_KINDS.filter((kind) =>
    maySeeNotice(actor, kind === "direct" ? "question" : kind, null),
  );
}

/** What a notice leads to: a line, a day, a centre, or none of them. */
export type NoticeTarget = {
  kind: NoticeKind;
  centreId: string | null;
  businessDate: string | null;
  shiftId: string | null;
  tillId: string | null;
  tenderId: string | null;
  /** The file of a report. */
  fileId?: string | null;
};

/** Somebody who may not see what is expected is led to the page where they count. */
export function buildNoticeHref(target: NoticeTarget, seesExpected: boolean): string {
  const { kind, centreId, businessDate, shiftId, tillId, tenderId, fileId } = target;
  if (kind === "token-revoked") return "/settings/tokens";
  if (kind === "report-failed") return "/reports";
  if (kind === "emergency-sign-in") return "/settings/security";
  if (kind === "sign-in") return "/settings/sessions";
  if (kind === "access-ends") return "/settings/people";
  if (kind === "dormant") return "/settings/access?show=dormant";
  if (kind === "report") return fileId == null ? "/reports" : `/reports?file=${fileId}`;
  if (kind === "digest" && businessDate !== null) {
    return `/reconciliations?from=${businessDate}&to=${businessDate}`;
  }
  if (centreId !== null && (kind === "cash" || kind === "pattern")) {
    return `/variances?centreId=${encodeURIComponent(centreId)}`;
  }
  if (centreId === null || businessDate === null) return "/";
  if (!seesExpected) {
    return `/till-counts?centreId=${encodeURIComponent(centreId)}&date=${businessDate}`;
  }
  const day = { centreId, businessDate };
  return shiftId === null || tillId === null || tenderId === null
    ? buildDayHref(day)
    : buildLineHref({ ...day, shiftId, tillId, tenderId });
}
