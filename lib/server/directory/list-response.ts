import "server-only";

/** What serving users and groups have in common: pages, attributes and versions. */
import type { ScimList } from "@/lib/contracts/scim";
import { COUNT_MAX } from "./describe";
import { type Resource, versionOf } from "./resources";
import { ScimError, scimResponse } from "./scim-error";

export type ScimCall = {
  request: Request;
  id: string | null;
  body: Record<string, unknown>;
  list: ScimList;
};

const COUNT_USUAL = 100;

/** Next.js serves HEAD as GET, and sends no body. */
export function isRead({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

/** Only what is on the page is shown, whatever was found. */
export function listResponse<T>(
  all: readonly T[],
  { startIndex, count = COUNT_USUAL }: Pick<ScimList, "count" | "startIndex">,
  show: (one: T) => object,
): object {
  const first = Math.max(1, startIndex);
  const size = Math.min(COUNT_MAX, Math.max(0, count));
  const page = all.slice(first - 1, first - 1 + size);
  return {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: all.length,
    startIndex: first,
    itemsPerPage: page.length,
    Resources: page.map(show),
  };
}

/** Omits attributes that the directory does not want. Entra ID asks for groups without members. */
export function project(resource: Resource, { attributes, excludedAttributes }: ScimList): object {
  const [wanted, unwanted] = [namesIn(attributes), namesIn(excludedAttributes)];
  const always = ["id", "schemas", "meta"];
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      if (always.includes(name)) return true;
      const lower = name.toLowerCase();
      return (wanted.length === 0 || wanted.includes(lower)) && !unwanted.includes(lower);
    }),
  );
}

function namesIn(list: string | undefined): string[] {
  const names = (list ?? "").split(",").map((name) => name.trim().toLowerCase());
  return names.map((name) => name.split(".")[0] ?? "").filter((name) => name !== "");
}

export function resourceResponse(resource: Resource, { request, list }: ScimCall, status = 200) {
  const version = versionOf(resource);
  const headers = { etag: version };
  const isKnown = namesVersion(request.headers.get("if-none-match"), version);
  if (isRead(request) && isKnown) return scimResponse(null, { status: 304, headers });
  const location = (resource["meta"] as { location: string }).location;
  return scimResponse(project(resource, list), { status, headers: { ...headers, location } });
}

/** A directory that has read an older version does not overwrite what came meanwhile. */
export function requireVersion(request: Request, resource: Resource): void {
  const sent = request.headers.get("if-match");
  if (sent === null || sent.trim() === "*" || namesVersion(sent, versionOf(resource))) return;
  throw new ScimError({ status: 412, detail: "It has changed. Read it again." });
}

function namesVersion(header: string | null, version: string): boolean {
  const versions = (header ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return versions.includes(version.replace(/^W\//, ""));
}
