import "server-only";

/** Reads a file of people: every wrong row with its reason, or the people. It stores nothing. */
import { emailSchema } from "@/lib/contracts/user";
import { type RejectedUserRow, USER_COLUMNS, USER_ROWS_MAX } from "@/lib/contracts/user-import";
import { ID } from "@/lib/domain/id";
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import { EVERYWHERE, type Role, ROLES } from "@/lib/domain/permission";
import { readTable } from "../http/csv-file";

export type FilePerson = { name: string; email: string; roles: GrantedRole[]; row: number };
export type UserFile = { people: FilePerson[]; rejected: RejectedUserRow[] };

type Column = (typeof USER_COLUMNS)[number];
type Fault = Pick<RejectedUserRow, "column" | "code"> & { facts?: string };

const NAME_MAX = 120;

export type KnownIds = {
  centreIds: ReadonlySet<string>;
  nodeIds: ReadonlySet<string>;
  /** Whether roles for all centres may be granted. */
  hasEverywhere: boolean;
};

/** The ids are those that exist, and `taken` the addresses of people who are here already. */
export function readUserFile(
  text: string,
  { taken, ...known }: KnownIds & { taken: ReadonlySet<string> },
): UserFile {
  const table = readTable(text, { columns: USER_COLUMNS, rowsMax: USER_ROWS_MAX });
  if ("fault" in table) {
    const { row, code, missing } = table.fault;
    const [column = null] = missing;
    const facts = code === "too-many" ? String(USER_ROWS_MAX) : (column ?? "");
    return { people: [], rejected: [reject(row, { column, code, facts })] };
  }
  const file: UserFile = { people: [], rejected: [] };
  const byEmail = new Map<string, FilePerson>();
  for (const { row, cell } of table.rows) {
    const { faults, email, roles } = readRow(cell, known);
    const earlier = byEmail.get(email);
    if (earlier !== undefined && earlier.name !== cell("name")) {
      faults.push({ column: "name", code: "name-differs", facts: String(earlier.row) });
    }
    if (earlier !== undefined && roles.some((one) => hasRole(earlier, one))) {
      faults.push({ column: "role", code: "role-twice", facts: cell("role") });
    }
    if (taken.has(email)) faults.push({ column: "email", code: "email-taken", facts: email });
    file.rejected.push(...faults.map((fault) => reject(row, fault)));
    if (earlier !== undefined) earlier.roles.push(...roles);
    else byEmail.set(email, { name: cell("name"), email, roles, row });
  }
  return { ...file, people: file.rejected.length > 0 ? [] : [...byEmail.values()] };
}

function readRow(cell: (name: Column) => string, known: KnownIds) {
  const { centreIds, nodeIds, hasEverywhere } = known;
  const faults: Fault[] = [];
  const name = cell("name");
  if (name === "") faults.push({ column: "name", code: "name-missing" });
  if (name.length > NAME_MAX) faults.push({ column: "name", code: "name-wrong" });
  const email = emailSchema.safeParse(cell("email"));
  if (!email.success) {
    const code = cell("email") === "" ? "email-missing" : "email-wrong";
    faults.push({ column: "email", code, facts: cell("email") });
  }
  const role = ROLES.find((one) => one === cell("role").toLowerCase());
  if (role === undefined) {
    faults.push({ column: "role", code: "role-unknown", facts: cell("role") });
  }
  const ids = splitCentres(cell("centres"));
  if (ids.length === 0) faults.push({ column: "centres", code: "centres-missing" });
  const isCentre = (id: string) =>
    (id === EVERYWHERE && hasEverywhere) || (ID.test(id) && centreIds.has(id));
  const unknown = ids.filter((id) => !isCentre(id) && !nodeIds.has(id));
  if (unknown.length > 0) {
    faults.push({ column: "centres", code: "centre-unknown", facts: unknown.join(", ") });
  }
  const grant = (id: string, granted: Role): GrantedRole =>
    isCentre(id) ? { centreId: id, role: granted } : { nodeId: id, role: granted };
  const roles = role === undefined ? [] : ids.map((id) => grant(id, role));
  return { faults, email: email.success ? email.data : cell("email").toLowerCase(), roles };
}

function hasRole({ roles }: FilePerson, role: GrantedRole): boolean {
  return sortRoles([...roles, role]).length === roles.length;
}

/** No id contains a space, a comma, a semicolon or a bar, so that any of them divides a list. */
function splitCentres(text: string): string[] {
  return [...new Set(text.split(/[\s,;|]+/).filter((id) => id !== ""))];
}

function reject(row: number, { column, code, facts = "" }: Fault): RejectedUserRow {
  return { row, column, code, facts, reason: WHY[code](facts) };
}

const WHY: Record<RejectedUserRow["code"], (facts: string) => string> = {
  "not-csv": () => "A quotation mark is not closed, or stands in the middle of a cell.",
  "column-missing": (name) => `The heading lacks ${name}.`,
  "no-rows": () => "There is no row below the heading.",
  "too-many": (max) => `A file may have at most ${max} rows.`,
  "name-missing": () => "The name is missing.",
  "name-wrong": () => `Use at most ${NAME_MAX} characters.`,
  "name-differs": (row) => `Row ${row} gives this address another name.`,
  "email-missing": () => "The e-mail address is missing.",
  "email-wrong": (email) => `${email} is not an e-mail address.`,
  "email-taken": (email) => `Someone with the address ${email} is here already.`,
  "role-unknown": (role) => `There is no role “${role}”. Use one of ${ROLES.join(", ")}.`,
  "role-twice": (role) => `An earlier row grants ${role} there already.`,
  "centres-missing": () => "Name the ids of centres or nodes, or * for all centres.",
  "centre-unknown": (ids) => `There is no centre and no node ${ids}.`,
};
