import "server-only";

/** Leads whom an identity provider sent back without success to the page that says why. */
import { type ProofRefusal, refuseProof } from "@/lib/domain/sign-on/refuse-proof";
import type { OidcProvider } from "../env-oidc";
import { findLinkedPerson, type MatchOutcome } from "../sso/match-account";
import type { Identity } from "../sso/redeem-code";
import { type AskedProof, forgetAskedProof } from "./asked-proof";
import { safePath } from "./path";

export type Failure =
  | Exclude<MatchOutcome, { kind: "signed-in" }>["kind"]
  | ProofRefusal
  | "sso-cancelled"
  | "sso-failed"
  | "sso-unreachable";

/** Whoever else is signed in there must not take over the session, nor get an account by it. */
export async function checkProof(
  { userId, askedAt }: AskedProof,
  provider: OidcProvider,
  identity: Identity,
): Promise<ProofRefusal | null> {
  const isSamePerson = (await findLinkedPerson(provider, identity)) === userId;
  const { statesAuthTime } = provider;
  return refuseProof({ isSamePerson, provedAt: identity.provedAt, askedAt, statesAuthTime });
}

export function backToSignIn(error: Failure, callbackUrl?: string): Response {
  return leadBack("/sign-in", error, safePath(callbackUrl));
}

/** The session stays as it is, and its person reads why it was not confirmed. */
export function backToProof(error: Failure, next?: string): Response {
  const response = leadBack("/prove", error, safePath(next));
  response.headers.append("set-cookie", forgetAskedProof());
  return response;
}

function leadBack(page: string, error: Failure, next: string): Response {
  const query = new URLSearchParams({ error });
  if (next !== "/") query.set("next", next);
  return new Response(null, { status: 303, headers: { location: `${page}?${query}` } });
}
