import "server-only";

/**
 * The same questions as `route()` asks, for server pages: not signed in leads to the sign-in page
 * and back, and what is not allowed looks like what is not there.
 */
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import {
  type Actor,
  type Permission,
  prove,
  proveAnywhere,
  type Scope,
} from "@/lib/domain/permission";
import { findActorByCookie } from "./actor";
import { PATH_HEADER } from "./path";
import { sessionCookieName } from "./session";

/** One query per request, however many layouts and pages ask. */
export const findPageActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  return findActorByCookie(jar.get(sessionCookieName())?.value);
});

export async function pageActor(): Promise<Actor> {
  const actor = await findPageActor();
  if (actor !== null) return actor;
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Without `centreIds`: every centre where the reader holds the permission. */
export async function pageScope<P extends Permission>(
  permission: P,
  centreIds?: readonly string[],
): Promise<Scope<P>> {
  const actor = await pageActor();
  const scope =
    centreIds === undefined
      ? proveAnywhere(actor, permission)
      : prove(actor, permission, centreIds);
  if (scope === null) notFound();
  return scope;
}
