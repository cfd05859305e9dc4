import "server-only";

/** Lets the trail know which address a request came from, for as long as it is worked on. */
import { withOrigin } from "../audit/origin";
import { addressOf, NO_ADDRESS } from "./address";

export function asFrom<T>(request: Request, work: () => Promise<T>): Promise<T> {
  const address = addressOf(request).replace(MAPPED_V4, "");
  return address === NO_ADDRESS ? work() : withOrigin(address, work);
}

/** A socket that takes both kinds writes the older one in the form of the newer. */
const MAPPED_V4 = /^::ffff:(?=\d+\.)/i;
