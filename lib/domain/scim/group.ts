/** A group of a directory, with the people in it. */
import { invalidValue, type ScimRead } from "./fault";
import { type Assignment, isObject } from "./operations";

export type ScimGroup = { displayName: string; externalId: string | null; memberIds: string[] };

export const NO_GROUP: ScimGroup = { displayName: "", externalId: null, memberIds: [] };

const CHARACTERS_MAX = 256;
const MEMBERS_MAX = 10_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ONE_MEMBER = /^members\[\s*value\s+eq\s+"([^"]{1,100})"\s*\]$/;

export function assignAllOfGroup(
  group: ScimGroup,
  assignments: readonly Assignment[],
): ScimRead<ScimGroup> {
  let result = group;
  for (const assignment of assignments) {
    const read = assign(result, assignment);
    if (read.fault !== undefined) return read;
    result = read.value;
  }
  return { value: result };
}

function assign(group: ScimGroup, assignment: Assignment): ScimRead<ScimGroup> {
  const { op, path, value } = assignment;
  if (path === "displayname") {
    if (op === "remove" || !isText(value)) return invalidValue("displayName is required.");
    return { value: { ...group, displayName: value.trim() } };
  }
  if (path === "externalid") {
    if (op === "remove" || value === null) return { value: { ...group, externalId: null } };
    if (!isText(value)) return invalidValue("externalId is a text.");
    return { value: { ...group, externalId: value } };
  }
  if (path === "members") return assignMembers(group, assignment);
  const one = ONE_MEMBER.exec(path)?.[1];
  if (one !== undefined && op === "remove") {
    const memberIds = group.memberIds.filter((id) => id !== one.toLowerCase());
    return { value: { ...group, memberIds } };
  }
  if (path.startsWith("members[")) {
    const detail = 'Members are chosen by members[value eq "…"].';
    return { fault: { status: 400, scimType: "invalidPath", detail } };
  }
  return { value: group };
}

function assignMembers(group: ScimGroup, { op, value }: Assignment): ScimRead<ScimGroup> {
  if (op === "remove" && (value === undefined || value === null)) {
    return { value: { ...group, memberIds: [] } };
  }
  const ids: string[] = [];
  for (const one of [value ?? []].flat() as unknown[]) {
    const id = isObject(one) && typeof one["value"] === "string" ? one["value"].toLowerCase() : "";
    if (!UUID.test(id)) return invalidValue("A member is named by the id of a user.");
    ids.push(id);
  }
  const named = new Set(ids);
  const others = op === "replace" ? [] : group.memberIds;
  const memberIds =
    op === "remove"
      ? others.filter((id) => !named.has(id))
      : [...new Set([...others, ...ids])].toSorted();
  if (memberIds.length > MEMBERS_MAX) {
    return invalidValue(`A group has at most ${MEMBERS_MAX} members.`);
  }
  return { value: { ...group, memberIds } };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= CHARACTERS_MAX;
}
