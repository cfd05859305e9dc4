import "server-only";

/** Some of what people do with their own account takes a session that only their sign-in opens. */
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";

/** Refuses API tokens and sessions by PIN; the message says what to do instead. */
export function refuseRestricted({ limitedTo }: Pick<Actor, "limitedTo">, message: string): void {
  if (limitedTo !== null) throw new AppError("FORBIDDEN", message);
}
