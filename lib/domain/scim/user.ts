/** The few attributes of a person that a directory sets here; all others are ignored. */
import { invalidValue, type ScimRead } from "./fault";
import { type Assignment, isObject } from "./operations";

export type ScimUser = {
  userName: string;
  externalId: string | null;
  active: boolean;
  displayName: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
};

export const NO_USER: ScimUser = {
  userName: "",
  externalId: null,
  active: true,
  displayName: null,
  givenName: null,
  familyName: null,
  email: null,
};

const CHARACTERS_MAX = 254;

export function assignAll(user: ScimUser, assignments: readonly Assignment[]): ScimRead<ScimUser> {
  let result = user;
  for (const assignment of assignments) {
    const read = assign(result, assignment);
    if (read.fault !== undefined) return read;
    result = read.value;
  }
  return { value: result };
}

const TEXTS: ReadonlyMap<string, "displayName" | "externalId" | "familyName" | "givenName"> =
  new Map([
    ["externalid", "externalId"],
    ["displayname", "displayName"],
    ["name.givenname", "givenName"],
    ["name.familyname", "familyName"],
  ] as const);
/** One address is stored: it is the only one, the primary one or that of work. */
const EMAIL = /^emails(?:\.value)?$/;
const CHOSEN_EMAIL = /^emails\[([^\]]{0,100})\](?:\.value)?$/;

function assign(user: ScimUser, { op, path, value: sent }: Assignment): ScimRead<ScimUser> {
  const value = op === "remove" ? null : sent;
  if (path === "username") {
    const text = readText(value);
    if (text.fault !== undefined) return text;
    return text.value === null
      ? invalidValue("userName is required.")
      : { value: { ...user, userName: text.value } };
  }
  if (path === "active") {
    const active = op === "remove" ? true : readBoolean(value);
    return active === null
      ? invalidValue("active is true or false.")
      : { value: { ...user, active } };
  }
  const field = TEXTS.get(path);
  if (field !== undefined) return assignText(user, field, value);
  if (path === "name.formatted") {
    return user.displayName === null ? assignText(user, "displayName", value) : { value: user };
  }
  if (path === "name") return assignName(user, { op, path, value });
  if (EMAIL.test(path)) return assignEmail(user, null, value);
  const chosen = CHOSEN_EMAIL.exec(path)?.[1];
  return chosen === undefined ? { value: user } : assignEmail(user, chosen, value);
}

function assignText(
  user: ScimUser,
  field: "displayName" | "email" | "externalId" | "familyName" | "givenName",
  value: unknown,
): ScimRead<ScimUser> {
  const text = readText(value);
  return text.fault === undefined ? { value: { ...user, [field]: text.value } } : text;
}

function assignName(user: ScimUser, { op, value }: Assignment): ScimRead<ScimUser> {
  const parts = isObject(value) ? value : { givenName: null, familyName: null };
  return assignAll(
    user,
    Object.entries(parts).map(([name, part]) => ({
      op,
      path: `name.${name.toLowerCase()}`,
      value: part,
    })),
  );
}

function assignEmail(user: ScimUser, chosen: string | null, value: unknown): ScimRead<ScimUser> {
  // Another address than that of work, such as a private one, is not stored.
  if (chosen !== null && !/work|primary/i.test(chosen)) return { value: user };
  if (!Array.isArray(value)) {
    return assignText(user, "email", isObject(value) ? value["value"] : value);
  }
  const listed = (value as unknown[]).filter(isObject);
  const best =
    listed.find(({ primary }) => readBoolean(primary) === true) ??
    listed.find(({ type }) => type === "work") ??
    listed[0];
  return assignText(user, "email", best?.["value"] ?? null);
}

function readText(value: unknown): ScimRead<string | null> {
  if (value === null || value === undefined) return { value: null };
  if (typeof value !== "string" || value.length > CHARACTERS_MAX) {
    return invalidValue(`Texts have at most ${CHARACTERS_MAX} characters.`);
  }
  return { value: value.trim() === "" ? null : value.trim() };
}

/** Entra ID sends "True" and "False" as text. */
function readBoolean(value: unknown): boolean | null {
  const text = typeof value === "string" ? value.toLowerCase() : value;
  if (text === true || text === "true") return true;
  return text === false || text === "false" ? false : null;
}

/** How the person is called here. */
export function nameOf({ displayName, givenName, familyName, userName }: ScimUser): string {
  const parts = [givenName, familyName].filter((part) => part !== null).join(" ");
  return displayName ?? (parts === "" ? (userName.split("@")[0] ?? userName) : parts);
}
