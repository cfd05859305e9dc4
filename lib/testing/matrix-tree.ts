/** Lists every route and every page of the tree, so that a new one is never omitted. */
import { readdirSync, readFileSync } from "node:fs";
import type { ApiRoute } from "@/lib/server/api/list-routes";
import { nameOf, ROUTES as API_ROUTES } from "./api-routes";

/** The name is its method and path: "GET /api/reconciliations/{centreId}/{date}". */
export type NamedRoute = ApiRoute & { name: string };

const PAGES = "app/(workspace)";

const DIRECTORY_TOKEN = "a directory has a token of its own kind";

/** The routes that anyone may call, and why. */
export const PUBLIC: Record<string, string> = {
  "GET /api/asyncapi.json": "it describes events, and holds no data",
  "GET /api/scim/v2/ServiceProviderConfig": DIRECTORY_TOKEN,
  "GET /api/scim/v2/ResourceTypes": DIRECTORY_TOKEN,
  "GET /api/scim/v2/Schemas": DIRECTORY_TOKEN,
  "GET /api/scim/v2/Users": DIRECTORY_TOKEN,
  "GET /api/scim/v2/Users/{id}": DIRECTORY_TOKEN,
  "GET /api/scim/v2/Groups": DIRECTORY_TOKEN,
  "GET /api/scim/v2/Groups/{id}": DIRECTORY_TOKEN,
  "POST /api/scim/v2/Users": DIRECTORY_TOKEN,
  "POST /api/scim/v2/Groups": DIRECTORY_TOKEN,
  "PUT /api/scim/v2/Users/{id}": DIRECTORY_TOKEN,
  "PUT /api/scim/v2/Groups/{id}": DIRECTORY_TOKEN,
  "PATCH /api/scim/v2/Users/{id}": DIRECTORY_TOKEN,
  "PATCH /api/scim/v2/Groups/{id}": DIRECTORY_TOKEN,
  "DELETE /api/scim/v2/Users/{id}": DIRECTORY_TOKEN,
  "DELETE /api/scim/v2/Groups/{id}": DIRECTORY_TOKEN,
  "GET /api/auth/csrf": "who signs in has no session yet",
  "GET /api/auth/session": "a page asks whether anyone is signed in",
  "GET /api/auth/callback/{provider}": "the identity provider leads browsers back here",
  "POST /api/auth/back-channel-logout/{provider}": "the identity provider's signature is the proof",
  "POST /api/auth/callback/credentials": "who signs in has no session yet",
  "POST /api/auth/callback/passkey": "who signs in has no session yet",
  "POST /api/auth/callback/pin": "who signs in has no session yet",
  "GET /api/auth/passkey-options": "who signs in has no session yet",
  "POST /api/auth/signin/{provider}": "who signs in has no session yet",
  "POST /api/auth/second-step": "who signs in has no session yet",
  "POST /api/auth/signout": "a session that has ended may be ended again",
  "GET /api/health": "load balancers ask, and learn three words",
  "GET /api/ready": "load balancers ask, and learn a few words",
  "POST /api/invitations/{token}": "the link is the proof",
  "GET /api/openapi.json": "it describes routes, and holds no data",
};

export const ROUTES: readonly NamedRoute[] = API_ROUTES.map((route) => {
  return { ...route, name: nameOf(route) };
});

/** The routes that require a permission. */
export const GUARDED = ROUTES.filter(({ name }) => !(name in PUBLIC));

export type StandingPage = {
  /** "/reconciliations/[centreId]/[date]" */
  path: string;
  /** True when the page reads more of its address than its path, so that it needs an input. */
  asks: boolean;
};

/** For everyone who is signed in. */
export const STANDING_PAGES: readonly StandingPage[] = readdirSync(PAGES, {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => /(^|\/)page\.tsx$/.test(path))
  .toSorted()
  .map((path) => ({
    path: `/${path.replace(/\/?page\.tsx$/, "")}`,
    asks: readFileSync(`${PAGES}/${path}`, "utf8").includes("searchParams"),
  }));
