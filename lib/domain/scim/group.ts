/** A group of a directory, with the people in it. */
import { invalidValue, type ScimFault, type ScimRead } from "./fault";
import { type Assignment, isObject } from "./operations";

export type ScimGroup = { displayName: string; externalId: string | null; memberIds: string[] };

export const NO_GROUP: ScimGroup = { displayName: "", externalId: null, memberIds: [] };

const CHARACTERS_MAX = 256;
const MEMBERS_MAX = 10_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ONE_MEMBER = /^members\[\s*value\s+eq\s+"([^"]{1,100})"\s*\]$/;

/** Members are changed in place, so that an operation costs no more than what it names. */
type Draft = { displayName: string; externalId: string | null; members: Set<string> };

export function assignAllOfGroup(
  group: ScimGroup,
  assignments: readonly Assignment[],
): ScimRead<ScimGroup> {
  const draft: Draft = {
    displayName: group.displayName,
    externalId: group.externalId,
    members: new Set(group.memberIds),
  };
  for (const assignment of assignments) {
    const refused = assign(draft, assignment);
    if (refused !== null) return refused;
  }
  const { displayName, externalId, members } = draft;
  return { value: { displayName, externalId, memberIds: [...members] } };
}

type Refused = { fault: ScimFault };

function assign(draft: Draft, assignment: Assignment): Refused | null {
  const { op, path, value } = assignment;
  if (path === "displayname") {
    if (op === "remove" || !isText(value)) return invalidValue("displayName is required.");
    draft.displayName = value.trim();
    return null;
  }
  if (path === "externalid") {
    if (op === "remove" || value === null) draft.externalId = null;
    else if (isText(value)) draft.externalId = value;
    else return invalidValue("externalId is a text.");
    return null;
  }
  if (path === "members") return assignMembers(draft.members, assignment);
  const one = ONE_MEMBER.exec(path)?.[1];
  if (one !== undefined && op === "remove") {
    draft.members.delete(one.toLowerCase());
    return null;
  }
  if (!path.startsWith("members[")) return null;
  const detail = 'Members are chosen by members[value eq "…"].';
  return { fault: { status: 400, scimType: "invalidPath", detail } };
}

function assignMembers(members: Set<string>, { op, value }: Assignment): Refused | null {
  const isNobody = value === undefined || value === null;
  if (op === "replace" || (op === "remove" && isNobody)) members.clear();
  for (const one of [value ?? []].flat() as unknown[]) {
    const id = isObject(one) && typeof one["value"] === "string" ? one["value"].toLowerCase() : "";
    if (!UUID.test(id)) return invalidValue("A member is named by the id of a user.");
    if (op === "remove") members.delete(id);
    else members.add(id);
  }
  return members.size > MEMBERS_MAX
    ? invalidValue(`A group has at most ${MEMBERS_MAX} members.`)
    : null;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= CHARACTERS_MAX;
}
