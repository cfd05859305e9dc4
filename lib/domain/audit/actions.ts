/**
 * Lists everything that the audit trail records, as past-tense events of the noun that they
 * concern.
 */
export const AUDIT_ACTIONS = [
  "attachment.added",
  "centre.added",
  "centre.changed",
  "centre.counting-changed",
  "day.accepted",
  "day.approved",
  "day.closed",
  "day.reopened",
  "day.reviewed",
  "denominations.changed",
  "explanation.withdrawn",
  "field-map.replayed",
  "field-map.saved",
  "float.agreed",
  "invitation.accepted",
  "line.explained",
  "line.waived",
  "note.added",
  "opening-count.recorded",
  "period.closed",
  "period.reopened",
  "reasons.changed",
  "recount.requested",
  "session.ended",
  "session.started",
  "setting.changed",
  "till-count.recorded",
  "till-counts.imported",
  "token.created",
  "token.revoked",
  "tolerance.changed",
  "user.changed",
  "user.first-administrator",
  "user.invited",
  "user.invited-again",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
