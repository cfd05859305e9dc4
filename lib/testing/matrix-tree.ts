/** Every route and every page that stands in the tree, so that a new one is never left out. */
import { readdirSync, readFileSync } from "node:fs";
import { type Permission, PERMISSIONS } from "@/lib/domain/permission";

export type StandingRoute = {
  /** "GET /api/reconciliations/[centreId]/[date]" */
  name: string;
  method: string;
  path: string;
  /** null: it asks for none, so it has to stand in `OPEN`. */
  permission: Permission | null;
};

const API = "app/api";
const PAGES = "app/(workspace)";

/** Routes that anyone may call, and why. */
export const OPEN: Record<string, string> = {
  "GET /api/auth/[...nextauth]": "who signs in has no session yet",
  "POST /api/auth/[...nextauth]": "who signs in has no session yet",
  "GET /api/health": "load balancers ask, and learn a word",
  "POST /api/invitations/[token]": "the link is the proof",
  "GET /api/openapi.json": "it describes routes, and holds no data",
};

export const ROUTES: readonly StandingRoute[] = readdirSync(API, {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => path.endsWith("route.ts"))
  .toSorted()
  .flatMap((path) => methodsIn(`/api/${path.replace(/\/?route\.ts$/, "")}`, `${API}/${path}`));

export type StandingPage = {
  /** "/reconciliations/[centreId]/[date]" */
  path: string;
  /** It reads more of its address than its path, so it has to stand among the inputs. */
  asks: boolean;
};

/** For whoever is signed in. */
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

/** A method's options reach as far as the next exported one. */
function methodsIn(path: string, file: string): StandingRoute[] {
  const parts = readFileSync(file, "utf8").split(/^export (?=(?:const|async function) [A-Z]+\b)/m);
  return parts.slice(1).map((part) => {
    const [, method = "?"] = /^(?:const|async function) ([A-Z]+)/.exec(part) ?? [];
    const [, named = ""] = /permission: "([a-z:-]+)"/.exec(part) ?? [];
    return {
      name: `${method} ${path}`,
      method,
      path,
      permission: PERMISSIONS.find((permission) => permission === named) ?? null,
    };
  });
}
