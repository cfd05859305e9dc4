import "server-only";

/** Provides the client address of a request to the audit trail while the request is handled. */
import { withOrigin } from "../audit/origin";
import { addressOf, NO_ADDRESS } from "./address";

export function asFrom<T>(request: Request, work: () => Promise<T>): Promise<T> {
  const address = addressOf(request).replace(MAPPED_V4, "");
  return address === NO_ADDRESS ? work() : withOrigin(address, work);
}

/** A dual-stack socket writes an IPv4 address in its IPv6-mapped form. */
const MAPPED_V4 = /^::ffff:(?=\d+\.)/i;
