import "server-only";

/** Provides the client address of a request to the audit trail while the request is handled. */
import { withOrigin } from "../audit/origin";
import { addressOf, NO_ADDRESS } from "./address";

export function asFrom<T>(request: Request, work: () => Promise<T>): Promise<T> {
  const address = addressOf(request);
  return address === NO_ADDRESS ? work() : withOrigin(address, work);
}
