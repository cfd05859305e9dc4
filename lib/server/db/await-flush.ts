import "server-only";

/** Waits until what a response reports survives a crash of the database. */
import { awaitFlush } from "./client";
import { isConnectionLost, outcomeUnknown } from "./failures";

/** After a change whose wait is cut, nobody knows whether it survives; a reading is sent again. */
export async function awaitFlushOf({ method }: Request): Promise<void> {
  try {
    await awaitFlush();
  } catch (error) {
    throw method !== "GET" && isConnectionLost(error) ? outcomeUnknown(error) : error;
  }
}
