import "server-only";

/** The columns of a review of access as a file, for people who keep it as evidence. */
import type { AccessLine } from "@/lib/contracts/access-review";
import type { Cell } from "@/lib/domain/report/report";

export type AccessTexts = {
  everywhere: string;
  yes: string;
  no: string;
  role: (role: string) => string;
  state: (state: AccessLine["person"]["state"]) => string;
  way: (way: string) => string;
  decision: (decision: string) => string;
};

const text = (value: string | null | undefined): Cell => ({ kind: "text", text: value ?? null });
const instant = (at: string | null | undefined): Cell => ({ kind: "instant", at: at ?? null });

type AccessColumn = {
  name: (typeof ACCESS_COLUMN_NAMES)[number];
  width: number;
  cell: (line: AccessLine, texts: AccessTexts) => Cell;
};

const ACCESS_COLUMN_NAMES = [
  "person",
  "email",
  "state",
  "role",
  "scope_id",
  "where",
  "granted_at",
  "granted_by",
  "confirmed_by",
  "way",
  "last_sign_in_at",
  "last_used_at",
  "dormant",
  "second_factor",
  "api_tokens",
  "reviewed_at",
  "reviewed_by",
  "decision",
  "note",
] as const;

/** Scripts rely on their names and order. */
export const ACCESS_COLUMNS: readonly AccessColumn[] = [
  { name: "person", width: 24, cell: ({ person }) => text(person.name) },
  { name: "email", width: 30, cell: ({ person }) => text(person.email) },
  { name: "state", width: 12, cell: ({ person }, t) => text(t.state(person.state)) },
  { name: "role", width: 14, cell: ({ grant }, t) => text(grant && t.role(grant.role)) },
  { name: "scope_id", width: 14, cell: ({ grant }) => text(grant?.scopeId) },
  { name: "where", width: 24, cell: ({ grant }, t) => text(nameScope(grant, t)) },
  { name: "granted_at", width: 17, cell: ({ grant }) => instant(grant?.grantedAt) },
  { name: "granted_by", width: 24, cell: ({ grant }) => text(grant?.grantedBy) },
  { name: "confirmed_by", width: 24, cell: ({ grant }) => text(grant?.confirmedBy) },
  { name: "way", width: 14, cell: ({ grant }, t) => text(grant?.way && t.way(grant.way)) },
  { name: "last_sign_in_at", width: 17, cell: ({ person }) => instant(person.signedInAt) },
  { name: "last_used_at", width: 17, cell: ({ person }) => instant(person.usedAt) },
  { name: "dormant", width: 10, cell: ({ person }, t) => text(person.isDormant ? t.yes : t.no) },
  {
    name: "second_factor",
    width: 10,
    cell: ({ person }, t) => text(person.hasSecondFactor ? t.yes : t.no),
  },
  {
    name: "api_tokens",
    width: 10,
    cell: ({ person }) => ({ kind: "integer", value: person.tokens }),
  },
  { name: "reviewed_at", width: 17, cell: ({ review }) => instant(review?.at) },
  { name: "reviewed_by", width: 24, cell: ({ review }) => text(review?.by) },
  {
    name: "decision",
    width: 12,
    cell: ({ review }, t) => text(review && t.decision(review.decision)),
  },
  { name: "note", width: 40, cell: ({ review }) => text(review?.note) },
];

/** A centre or node that is gone is named by its id. */
function nameScope(grant: AccessLine["grant"], { everywhere }: AccessTexts): string | null {
  if (grant === null) return null;
  return grant.scopeId === "*" ? everywhere : (grant.scopeName ?? grant.scopeId);
}
