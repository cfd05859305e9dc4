import "server-only";

/**
 * Serves the requests of directories, each with a contract of its own by the rest of its path. They
 * are public to the matrix of roles, because no person calls them: `handleScim` checks the token.
 */
import { handleScim } from "../directory/handle";
import {
  type CatchAllHandler,
  contractOf,
  type ContractOptions,
  type RouteContext,
  type RouteContract,
} from "./contract";

type Described = Omit<ContractOptions<"application/scim+json">, "body" | "output">;

export function scimRoute(
  described: Record<string, Described>,
): CatchAllHandler<Record<string, RouteContract>> {
  const serve = async (request: Request, { params }: RouteContext): Promise<Response> =>
    handleScim(request, [(await params)?.["resource"] ?? []].flat());
  const type = "application/scim+json" as const;
  const contracts = Object.fromEntries(
    Object.entries(described).map(([path, options]): [string, RouteContract] => [
      path,
      contractOf(null, { ...options, body: type, output: type }),
    ]),
  );
  return Object.assign(serve, { contracts });
}
