import "server-only";

/**
 * Checks for server pages what `route()` checks for the API: a reader who is not signed in is
 * redirected to the sign-in page and back, and what is not allowed looks like what does not exist.
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
import { pageTakesFreshProof } from "@/lib/domain/security/fresh-proof";
import { type Caller, findCallerByCookies } from "./actor";
import { recordSecurityEvent } from "../security-log/record";
import { noteAccount } from "../work-context";
import { PATH_HEADER, UNATTENDED_HEADER } from "./path";

/** Where somebody sets up the second factor that their roles take. */
const ENROLMENT_PAGE = "/settings/second-factor";

/** It takes one query per request, however many layouts and pages call it. */
const findPageCaller = cache(async (): Promise<Caller | null> => {
  const jar = await cookies();
  const caller = await findCallerByCookies(
    Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
    !(await headers()).has(UNATTENDED_HEADER),
  );
  if (caller !== null) noteAccount(caller.actor.userId);
  return caller;
});

export async function findPageActor(): Promise<Actor | null> {
  return (await findPageCaller())?.actor ?? null;
}

export async function pageActor(): Promise<Actor> {
  return (await pageCaller()).actor;
}

/** Whoever lacks a second factor opens one page alone. */
export async function pageCaller(): Promise<Caller> {
  const caller = await framedCaller();
  if (caller.lacksFactor) redirect(ENROLMENT_PAGE);
  return caller;
}

/** For that page, and for the layouts around it, which show nothing of the organisation. */
export async function framedCaller(): Promise<Caller> {
  const caller = await findPageCaller();
  if (caller !== null) return caller;
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/**
 * Without `centreIds`, the scope is every centre where the reader has the permission. A page that
 * takes a fresh proof leads to the form that asks for one, and from there back.
 */
export async function pageScope<P extends Permission>(
  permission: P,
  centreIds?: readonly string[],
): Promise<Scope<P>> {
  const { actor, session } = await pageCaller();
  const scope =
    centreIds === undefined
      ? proveAnywhere(actor, permission)
      : prove(actor, permission, centreIds);
  if (scope === null) return refusePage(actor, permission);
  const isOpen = session?.isFresh === true || !pageTakesFreshProof(permission);
  if (!isOpen) {
    const path = (await headers()).get(PATH_HEADER) ?? "/";
    redirect(`/prove?next=${encodeURIComponent(path)}`);
  }
  return scope;
}

/** The page of one's own second factors opens without one. */
export async function enrolmentActor(): Promise<Actor> {
  const { actor } = await framedCaller();
  if (proveAnywhere(actor, "account:use") === null) return refusePage(actor, "account:use");
  return actor;
}

async function refusePage(actor: Actor, permission: Permission): Promise<never> {
  const sent = await headers();
  recordSecurityEvent(
    { headers: sent, url: sent.get(PATH_HEADER) ?? "/", method: "GET" },
    { kind: "permission-refused", personId: actor.userId, detail: permission },
  );
  notFound();
}
