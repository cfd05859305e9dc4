import "server-only";

/** Serves /Groups. */
import { matches } from "@/lib/domain/scim/filter";
import { invalidValue } from "@/lib/domain/scim/fault";
import { assignAllOfGroup, NO_GROUP, type ScimGroup } from "@/lib/domain/scim/group";
import { readAttributes, readOperations } from "@/lib/domain/scim/operations";
import { inTransaction, type Sql, sql as once } from "../db/sql";
import { lockUsers } from "../users/user-rows";
import {
  changeDirectoryGroup,
  createDirectoryGroup,
  deleteDirectoryGroup,
  type DirectoryGroup,
  findDirectoryGroup,
  listDirectoryGroups,
} from "./groups";
import {
  listResponse,
  project,
  requireVersion,
  resourceResponse,
  type ScimCall,
} from "./list-response";
import { parseFilter } from "./parse-filter";
import { attributesOfGroup, showGroup } from "./resources";
import { notFound, ScimError, scimResponse, taken } from "./scim-error";

const KNOWN = new Set(
  attributesOfGroup({
    ...NO_GROUP,
    id: "",
    createdAt: new Date(0),
    modifiedAt: new Date(0),
  }).keys(),
);

export async function serveGroups(call: ScimCall): Promise<Response> {
  const { request, id, body } = call;
  if (id === null && request.method === "GET") return listGroups(call);
  if (id === null && request.method === "POST") {
    const group = required(taken(assignAllOfGroup(NO_GROUP, readAttributes(body))));
    const created = await change((sql) => createDirectoryGroup(sql, group));
    return resourceResponse(showGroup(created), call, 201);
  }
  if (id === null || request.method === "POST") {
    throw new ScimError({ status: 404, detail: "There is nothing like this at this address." });
  }
  if (request.method === "GET") return resourceResponse(showGroup(await get(once, id)), call);
  return changeOne(call, id);
}

async function changeOne(call: ScimCall, id: string): Promise<Response> {
  const { request, body } = call;
  const changed = await change(async (sql) => {
    const group = await get(sql, id);
    requireVersion(request, showGroup(group));
    if (request.method === "DELETE") {
      await deleteDirectoryGroup(sql, group);
      return null;
    }
    const wanted =
      request.method === "PUT"
        ? assignAllOfGroup(NO_GROUP, readAttributes(body))
        : assignAllOfGroup(group, taken(readOperations(body)));
    return changeDirectoryGroup(sql, group, required(taken(wanted)));
  });
  return changed === null
    ? scimResponse(null, { status: 204 })
    : resourceResponse(showGroup(changed), call);
}

async function listGroups({ list }: ScimCall): Promise<Response> {
  const filter = list.filter === undefined ? null : parseFilter(list.filter, KNOWN);
  const groups = (await listDirectoryGroups(once, filter)).filter((group) => {
    return filter === null || matches(filter, attributesOfGroup(group));
  });
  const shown = groups.map((group) => project(showGroup(group), list));
  return scimResponse(listResponse(shown, list));
}

function required(group: ScimGroup): ScimGroup {
  return group.displayName === "" ? taken(invalidValue("displayName is required.")) : group;
}

async function get(sql: Sql, id: string): Promise<DirectoryGroup> {
  const group = await findDirectoryGroup(sql, id);
  if (group === null) throw notFound("Group");
  return group;
}

function change<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    return work(sql);
  });
}
