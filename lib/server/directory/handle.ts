import "server-only";

/**
 * Serves SCIM 2.0 under /api/scim/v2. The caller is a directory, which shows a token of its own
 * kind; it is no person, and no other route takes the token.
 */
import { type ScimList, scimListSchema } from "@/lib/contracts/scim";
import { AppError } from "../app-error";
import { awaitFlushOf } from "../db/await-flush";
import { requireFreeDisk } from "../free-disk";
import { bearerTokenOf } from "../http/bearer";
import { withBodyInFlight } from "../http/bodies-in-flight";
import { readJson } from "../http/body";
import { asFrom } from "../http/origin-of-request";
import { recordSecurityEvent } from "../security-log/record";
import { recordRefusal } from "../security-log/refusals";
import { describeService, listResourceTypes, listSchemas } from "./describe";
import { isRead, listResponse, type ScimCall } from "./list-response";
import { GROUPS } from "./group-resources";
import { noSuchAddress, scimErrorResponse, scimResponse } from "./scim-error";
import { serveResources } from "./serve-resources";
import { isDirectoryToken } from "./tokens";
import { USERS } from "./user-resources";

const JSON_BYTES_MAX = 2 * 1024 * 1024;

export async function handleScim(request: Request, path: readonly string[]): Promise<Response> {
  try {
    await requireDirectory(request);
    if (!isRead(request)) await requireFreeDisk();
    const response = await withBodyInFlight(request, JSON_BYTES_MAX, async () => {
      const { values } = await readBody(request);
      const [kind = "", id = null, ...rest] = path;
      if (rest.length > 0) throw noSuchAddress();
      const call = { request, id, body: values, list: readList(request) };
      return asFrom(request, () => serve(kind, call));
    });
    await awaitFlushOf(request);
    recordSecurityEvent(request, { kind: "token-used", detail: "directory" });
    return response;
  } catch (error) {
    recordRefusal(request, error);
    return scimErrorResponse(error, request);
  }
}

function serve(kind: string, call: ScimCall): Promise<Response> {
  if (kind === "Users") return serveResources(USERS, call);
  if (kind === "Groups") return serveResources(GROUPS, call);
  if (!isRead(call.request)) throw noSuchAddress();
  if (kind === "ServiceProviderConfig" && call.id === null) {
    return Promise.resolve(scimResponse(describeService()));
  }
  if (kind === "ResourceTypes") return Promise.resolve(serveStanding(listResourceTypes(), call));
  if (kind === "Schemas") return Promise.resolve(serveStanding(listSchemas(), call));
  throw noSuchAddress();
}

function serveStanding(all: readonly (object & { id: string })[], { id }: ScimCall): Response {
  if (id === null) return scimResponse(listResponse(all, { startIndex: 1 }, (one) => one));
  const one = all.find((resource) => resource.id === id);
  if (one === undefined) throw noSuchAddress();
  return scimResponse(one);
}

async function requireDirectory(request: Request): Promise<void> {
  const token = bearerTokenOf(request);
  if (token !== undefined && (await isDirectoryToken(token))) return;
  throw new AppError("UNAUTHENTICATED", "Send a directory's token that is confirmed.");
}

function readList(request: Request): ScimList {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { data } = scimListSchema.safeParse(query);
  if (data === undefined) throw new AppError("INVALID", "The lists of attributes are too long.");
  return data;
}

async function readBody(request: Request): Promise<{ values: Record<string, unknown> }> {
  if (isRead(request) || request.method === "DELETE") return { values: {} };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(scim\+)?json\b/i.test(type)) {
    throw new AppError("INVALID", "Send application/scim+json.");
  }
  return readJson(request, JSON_BYTES_MAX, "Send at most 2 MB.");
}
