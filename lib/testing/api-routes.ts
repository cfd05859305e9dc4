/** Every route of the API with its contract, the description's own among them. */
import { API_ROUTES } from "@/app/api/routes";
import { listRoutes } from "@/lib/server/api/list-routes";

export const ROUTE_MODULES = {
  ...API_ROUTES,
  "/api/openapi.json": () => import("@/app/api/openapi.json/route"),
};

export const ROUTES = await listRoutes(ROUTE_MODULES);

/** "GET /api/reconciliations/{centreId}/{date}" */
export function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}
