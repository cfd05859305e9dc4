import "server-only";

/** Lists all routes with their contracts, from the modules that export their handlers. */
import { assert } from "@/lib/domain/assert";
import { requestTakesFreshProof } from "@/lib/domain/security/fresh-proof";
import { type CatchAllHandler, METHODS, type RouteContract, type RouteHandler } from "./contract";
import type { Method } from "./contract";

/**
 * Maps the path with its parameters in braces to the route:
 * "/api/reconciliations/{centreId}/{date}".
 */
export type RouteModules = Record<string, () => Promise<object>>;

export type ApiRoute = { method: Method; path: string; contract: RouteContract };

export async function listRoutes(modules: RouteModules): Promise<ApiRoute[]> {
  const routes = Object.entries(modules).map(async ([path, load]) => routesOf(path, await load()));
  return (await Promise.all(routes)).flat();
}

function routesOf(path: string, module: object): ApiRoute[] {
  const handlers = module as Partial<Record<Method, Partial<RouteHandler & CatchAllHandler>>>;
  return METHODS.flatMap((method) => {
    // oxlint-disable-next-line security/detect-object-injection -- a name of the list
    const handler = handlers[method];
    if (handler === undefined) return [];
    const { contract, contracts } = handler;
    assert(contract !== undefined || contracts !== undefined, `${method} ${path} has no contract`);
    if (contract !== undefined) return [{ method, path, contract }];
    return Object.entries(contracts ?? {}).map(([rest, served]) => ({
      method,
      path: path.replace(CATCH_ALL, rest),
      contract: served,
    }));
  });
}

const CATCH_ALL = /\{\.\.\.\w+\}$/;

/** Whether a request in a session takes a fresh proof; with some, what they ask for decides. */
export function freshProofOf({ method, contract }: ApiRoute): boolean | "by-input" {
  const { freshProof, permission } = contract;
  return freshProof ?? (permission !== null && requestTakesFreshProof(permission, method));
}
