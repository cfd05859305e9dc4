import "server-only";

/**
 * Remembers in a sealed cookie, while a browser is at an identity provider, which session asked for
 * a proof and when. The state of the request binds it to the response of the provider.
 */
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "../env";
import { isOurEncryption } from "./token-encryption";
import { hostCookieName, writeHostCookie } from "./host-cookie";

/** The state of the request is good for as long. */
const SECONDS_MAX = 15 * 60;
/** It can't be taken for a session. */
const SALT = "counterfoil asked proof";

const cookieName = () => hostCookieName("counterfoil.asked-proof");

const claimsSchema = z.object({
  sub: z.uuid(),
  state: z.string().min(1),
  askedAt: z.int(),
  next: z.string(),
});

export type AskedProof = {
  /** Whose session it is. */
  userId: string;
  askedAt: Date;
  /** The page to return to. */
  next: string;
};

type Asked = { userId: string; state: string; next: string };

/** Returns the header of the cookie. */
export async function writeAskedProof({ userId, state, next }: Asked): Promise<string> {
  const token = { sub: userId, state, next, askedAt: Date.now() };
  const { secret } = env();
  const value = await encode({ token, secret, salt: SALT, maxAge: SECONDS_MAX });
  return writeHostCookie(cookieName(), value, SECONDS_MAX);
}

/** Null when the browser asked for no proof, or this is the response to another request. */
export async function readAskedProof(
  cookies: Record<string, string>,
  state: string | null,
): Promise<AskedProof | null> {
  const token = cookies[cookieName()] ?? "";
  if (!isOurEncryption(token)) return null;
  try {
    const claims = claimsSchema.parse(await decode({ token, secret: env().secret, salt: SALT }));
    if (claims.state !== state) return null;
    return { userId: claims.sub, askedAt: new Date(claims.askedAt), next: claims.next };
  } catch {
    return null; // It has expired, or was encrypted with another secret.
  }
}

export function forgetAskedProof(): string {
  return writeHostCookie(cookieName(), "", 0);
}
