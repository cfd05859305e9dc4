import "server-only";

/**
 * Serves next-auth's actions, each with a contract of its own by the rest of its path. They are
 * public: somebody who signs in has no session yet.
 */
import { handleAuth } from "../auth/handler";
import {
  type CatchAllHandler,
  contractOf,
  type ContractOptions,
  type OutputType,
  type RouteContext,
  type RouteContract,
} from "./contract";

type Outputs = Record<string, OutputType>;

export function authRoute<Out extends Outputs>(actions: {
  [Action in keyof Out]: ContractOptions<Out[Action]>;
}): CatchAllHandler<{ [Action in keyof Out]: RouteContract<Out[Action]> }> {
  const serve = async (request: Request, { params }: RouteContext): Promise<Response> =>
    handleAuth(request, [(await params)?.nextauth ?? []].flat());
  const contracts = Object.fromEntries(
    Object.entries<ContractOptions<OutputType>>(actions).map(([action, options]) => [
      action,
      contractOf(null, options),
    ]),
  ) as { [Action in keyof Out]: RouteContract<Out[Action]> };
  return Object.assign(serve, { contracts });
}
