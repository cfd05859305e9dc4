import "server-only";

/** Serves /Users and /Groups. Changes are made one at a time, as those of administrators are. */
import { type Attributes, matches, type ScimFilter } from "@/lib/domain/scim/filter";
import type { ScimRead } from "@/lib/domain/scim/fault";
import { type Assignment, readAttributes, readOperations } from "@/lib/domain/scim/operations";
import { inTransaction, type Sql, sql as once } from "../db/sql";
import { lockUsers } from "../users/user-rows";
import {
  isRead,
  listResponse,
  project,
  requireVersion,
  resourceResponse,
  type ScimCall,
} from "./list-response";
import { parseFilter } from "./parse-filter";
import type { Resource, Stored } from "./resources";
import { noSuchAddress, notFound, scimResponse, taken } from "./scim-error";

/** How one kind of resource is read, shown and stored. */
export type ResourceKind<T, S extends Stored<T>> = {
  name: "Group" | "User";
  blank: T;
  /** What a PUT does not say stays as it is here. */
  startOfPut: (before: S) => T;
  assign: (from: T, assignments: readonly Assignment[]) => ScimRead<T>;
  show: (stored: S) => Resource;
  attributesOf: (stored: Stored<T>) => Attributes;
  list: (sql: Sql, filter: ScimFilter | null) => Promise<S[]>;
  find: (sql: Sql, id: string) => Promise<S | null>;
  create: (sql: Sql, wanted: T) => Promise<S>;
  change: (sql: Sql, before: S, wanted: T) => Promise<S>;
  remove: (sql: Sql, before: S) => Promise<void>;
};

export async function serveResources<T, S extends Stored<T>>(
  kind: ResourceKind<T, S>,
  call: ScimCall,
): Promise<Response> {
  const { request, id, body } = call;
  if (isRead(request)) {
    return id === null
      ? listAll(kind, call)
      : resourceResponse(kind.show(await get(kind, once, id)), call);
  }
  if ((request.method === "POST") !== (id === null)) throw noSuchAddress();
  if (id !== null) return changeOne(kind, call, id);
  const wanted = taken(kind.assign(kind.blank, readAttributes(body)));
  const created = await withUsersLocked((sql) => kind.create(sql, wanted));
  return resourceResponse(kind.show(created), call, 201);
}

async function changeOne<T, S extends Stored<T>>(
  kind: ResourceKind<T, S>,
  call: ScimCall,
  id: string,
): Promise<Response> {
  const { request, body } = call;
  const changed = await withUsersLocked(async (sql) => {
    const before = await get(kind, sql, id);
    requireVersion(request, kind.show(before));
    if (request.method === "DELETE") {
      await kind.remove(sql, before);
      return null;
    }
    const wanted =
      request.method === "PUT"
        ? kind.assign(kind.startOfPut(before), readAttributes(body))
        : kind.assign(before, taken(readOperations(body)));
    return kind.change(sql, before, taken(wanted));
  });
  return changed === null
    ? scimResponse(null, { status: 204 })
    : resourceResponse(kind.show(changed), call);
}

async function listAll<T, S extends Stored<T>>(
  { blank, attributesOf, list, show }: ResourceKind<T, S>,
  { list: wanted }: ScimCall,
): Promise<Response> {
  const never = new Date(0);
  const nobody = { ...blank, id: "", createdAt: never, modifiedAt: never };
  const known = new Set(attributesOf(nobody).keys());
  const filter = wanted.filter === undefined ? null : parseFilter(wanted.filter, known);
  const stored = await list(once, filter);
  const found =
    filter === null ? stored : stored.filter((one) => matches(filter, attributesOf(one)));
  return scimResponse(listResponse(found, wanted, (one) => project(show(one), wanted)));
}

async function get<T, S extends Stored<T>>(
  { name, find }: ResourceKind<T, S>,
  sql: Sql,
  id: string,
): Promise<S> {
  const stored = await find(sql, id);
  if (stored === null) throw notFound(name);
  return stored;
}

function withUsersLocked<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    return work(sql);
  });
}
