import "server-only";

/** Serves /Users. Changes are made one at a time, as those of administrators are. */
import { matches } from "@/lib/domain/scim/filter";
import { invalidValue } from "@/lib/domain/scim/fault";
import { readAttributes, readOperations } from "@/lib/domain/scim/operations";
import { assignAll, NO_USER, type ScimUser } from "@/lib/domain/scim/user";
import { inTransaction, type Sql, sql as once } from "../db/sql";
import { lockUsers } from "../users/user-rows";
import {
  listResponse,
  project,
  requireVersion,
  resourceResponse,
  type ScimCall,
} from "./list-response";
import { parseFilter } from "./parse-filter";
import { attributesOfUser, showUser } from "./resources";
import { notFound, ScimError, scimResponse, taken } from "./scim-error";
import { changeDirectoryUser, createDirectoryUser, deleteDirectoryUser } from "./user-commands";
import { type DirectoryUser, findDirectoryUser, listDirectoryUsers } from "./users";

const KNOWN = new Set(
  attributesOfUser({ ...NO_USER, id: "", createdAt: new Date(0), modifiedAt: new Date(0) }).keys(),
);

export async function serveUsers(call: ScimCall): Promise<Response> {
  const { request, id, body } = call;
  if (id === null && request.method === "GET") return listUsers(call);
  if (id === null && request.method === "POST") {
    const user = required(taken(assignAll(NO_USER, readAttributes(body))));
    const created = await change((sql) => createDirectoryUser(sql, user));
    return resourceResponse(showUser(created), call, 201);
  }
  if (id === null) throw notAllowed();
  if (request.method === "GET") return resourceResponse(showUser(await get(once, id)), call);
  return changeOne(call, id);
}

async function changeOne(call: ScimCall, id: string): Promise<Response> {
  const { request, body } = call;
  if (request.method === "POST") throw notAllowed();
  const changed = await change(async (sql) => {
    const user = await get(sql, id);
    requireVersion(request, showUser(user));
    if (request.method === "DELETE") {
      await deleteDirectoryUser(sql, user);
      return null;
    }
    const wanted =
      request.method === "PUT"
        ? assignAll({ ...NO_USER, active: user.active }, readAttributes(body))
        : assignAll(user, taken(readOperations(body)));
    return changeDirectoryUser(sql, user, required(taken(wanted)));
  });
  return changed === null
    ? scimResponse(null, { status: 204 })
    : resourceResponse(showUser(changed), call);
}

async function listUsers({ list }: ScimCall): Promise<Response> {
  const filter = list.filter === undefined ? null : parseFilter(list.filter, KNOWN);
  const users = (await listDirectoryUsers(once, filter)).filter((user) => {
    return filter === null || matches(filter, attributesOfUser(user));
  });
  const shown = users.map((user) => project(showUser(user), list));
  return scimResponse(listResponse(shown, list));
}

function required(user: ScimUser): ScimUser {
  return user.userName === "" ? taken(invalidValue("userName is required.")) : user;
}

async function get(sql: Sql, id: string): Promise<DirectoryUser> {
  const user = await findDirectoryUser(sql, id);
  if (user === null || user.isDeleted) throw notFound("User");
  return user;
}

function change<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    return work(sql);
  });
}

function notAllowed(): ScimError {
  return new ScimError({ status: 404, detail: "There is nothing like this at this address." });
}
