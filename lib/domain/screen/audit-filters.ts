/**
 * Which audit entries a screen shows, and how that is written in its address. What can't be read
 * counts as absent; without any filter all entries are shown, from the newest back.
 */

/** The subject of an entry is the first part of its action, such as "till-count.recorded". */
export const AUDIT_NOUNS = [
  "day",
  "period",
  "month",
  "till-count",
  "till-counts",
  "cash-sheet",
  "opening-count",
  "spot-count",
  "till",
  "recount",
  "line",
  "explanation",
  "assignment",
  "message",
  "note",
  "attachment",
  "tolerance",
  "trail",
  "quiet-days",
  "denominations",
  "float",
  "account-rule",
  "item-kind",
  "cash-rounding",
  "journal",
  "petty-cash",
  "expense-types",
  "reasons",
  "centre",
  "node",
  "entity",
  "setting",
  "field-map",
  "credentials",
  "backup",
  "database",
  "job",
  "directory",
  "user",
  "role-rule",
  "invitation",
  "session",
  "second-factor",
  "passkey",
  "recovery-code",
  "recovery-codes",
  "token",
  "device",
  "pin",
  "webhook",
  "schedule",
  "retention",
  "secrets",
  "security",
] as const;

/** Entries of these subjects say who came and went; all others change money, days or rules. */
export const ACCESS_NOUNS: readonly string[] = [
  "directory",
  "user",
  "role-rule",
  "invitation",
  "session",
  "second-factor",
  "passkey",
  "recovery-code",
  "recovery-codes",
  "token",
  "device",
  "pin",
  "webhook",
  "schedule",
  "retention",
  "secrets",
  "security",
];

export const AUDIT_KINDS = ["money", "access", "everything"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export type AuditFilters = {
  /** The address names it unless it is money. */
  kind: AuditKind;
  /** The list is empty for all centres and for entries that concern no centre. */
  centreIds: readonly string[];
  nodeIds: readonly string[];
  /** The text is a noun, or a whole action. */
  action: string | null;
  actorId: string | null;
  /** The business date that an entry concerns. */
  businessDate: string | null;
  /** The days on which entries were recorded, in UTC. */
  from: string | null;
  to: string | null;
  /** Shows the entries from this one back. */
  entry: number | null;
};

export const NO_AUDIT_FILTERS: AuditFilters = {
  kind: "money",
  centreIds: [],
  nodeIds: [],
  action: null,
  actorId: null,
  businessDate: null,
  from: null,
  to: null,
  entry: null,
};

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const ACTION = /^[a-z-]+(\.[a-z-]+)?$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DATE = /^2[01]\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/;
const ENTRY = /^[1-9]\d{0,14}$/;

export function readAuditFilters(entries: Iterable<readonly [string, string]>): AuditFilters {
  const given = [...entries].filter(([, value]) => value !== "");
  const last = (name: string, form: RegExp) => {
    const value = given.findLast(([key]) => key === name)?.[1];
    return value !== undefined && form.test(value) ? value : null;
  };
  const idsOf = (name: string) => {
    const values = given.filter(([key]) => key === name).map(([, value]) => value);
    return [...new Set(values)].sort();
  };
  const entry = last("entry", ENTRY);
  return {
    kind: readKind(given, last("action", ACTION), entry),
    centreIds: idsOf("centreId"),
    nodeIds: idsOf("nodeId"),
    action: last("action", ACTION),
    businessDate: last("businessDate", DATE),
    actorId: last("actorId", UUID),
    from: last("from", DATE),
    to: last("to", DATE),
    entry: entry === null ? null : Number(entry),
  };
}

/** An address that names an action or an entry shows it, of whatever kind it is. */
function readKind(
  given: readonly (readonly [string, string])[],
  action: string | null,
  entry: string | null,
): AuditKind {
  const named = given.findLast(([name]) => name === "kind")?.[1];
  const kind = AUDIT_KINDS.find((one) => one === named);
  return kind ?? (action === null && entry === null ? "money" : "everything");
}

export function writeAuditFilters(filters: AuditFilters): [string, string][] {
  const { centreIds, nodeIds, kind, ...single } = filters;
  const usual = readKind([], filters.action, filters.entry === null ? null : "");
  return [
    ...(kind === usual ? [] : [["kind", kind] satisfies [string, string]]),
    ...nodeIds.map((id): [string, string] => ["nodeId", id]),
    ...centreIds.map((id): [string, string] => ["centreId", id]),
    ...Object.entries(single).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, String(value)]],
    ),
  ];
}

/** Builds what the API is asked for, from the newest back or, with `entry`, from there back. */
export function buildAuditSearch(filters: AuditFilters) {
  const { kind, centreIds, nodeIds, entry, ...single } = filters;
  return {
    kind,
    centreId: centreIds,
    nodeId: nodeIds,
    cursor: entry === null ? undefined : String(entry + 1),
    action: single.action ?? undefined,
    actorId: single.actorId ?? undefined,
    businessDate: single.businessDate ?? undefined,
    from: single.from ?? undefined,
    to: single.to ?? undefined,
  };
}

/** Counts the filters that are set, which a phone shows on its button; the kind stands beside. */
export function countAuditFilters(filters: AuditFilters): number {
  const { centreIds, nodeIds, action, actorId, businessDate, from, to, entry } = filters;
  const single = [action, actorId, businessDate, from, to, entry];
  const set = single.filter((value) => value !== null).length;
  return set + [centreIds, nodeIds].filter(({ length }) => length > 0).length;
}
