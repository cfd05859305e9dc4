import "server-only";

/**
 * Configures next-auth: passwords of our own, and sessions in an encrypted cookie whose claims are
 * built here and read in `session.ts`. Only `handler.ts` calls it.
 */
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "../env";
import { log } from "../log";
import { safePath } from "./path";
import { hostCookieName, hostCookieOptions, isSecure } from "./host-cookie";
import {
  COOKIE_SECONDS_MAX,
  csrfCookieName,
  nowSeconds,
  type SessionClaims,
  sessionCookieName,
} from "./session";
import type { SignedIn } from "./sign-in";

/** A person who has signed in, and the row of their session. */
export type OpenedSession = SignedIn & { sessionId: string };

export type Hooks = {
  /** Checks an e-mail address with a password; null refuses it. */
  check?: () => Promise<OpenedSession | null>;
  /** Checks a name with a PIN on a shared device; null refuses it. */
  checkPin?: () => Promise<OpenedSession | null>;
  /** Checks what a passkey has signed; null refuses it. */
  checkPasskey?: () => Promise<OpenedSession | null>;
  /** Called when a valid session has been signed out. */
  onSignOut?: () => void;
  /** `check` finds the account of whom the identity provider has signed in; null refuses them. */
  singleSignOn?: { provider: OAuthConfig<object>; check: () => Promise<OpenedSession | null> };
};

const refuse = () => Promise.resolve(null);

/** `onFailure` gets what a check throws, which next-auth would put into the address of a page. */
export function authOptions(
  {
    check = refuse,
    checkPin = refuse,
    checkPasskey = refuse,
    onSignOut = () => undefined,
    singleSignOn,
  }: Hooks,
  onFailure: (error: unknown) => void,
): AuthOptions {
  let found: OpenedSession | null = null;
  const noting = (run: () => Promise<OpenedSession | null>) => () =>
    run().catch((error: unknown) => {
      onFailure(error);
      return null;
    });
  return {
    secret: env().secret,
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS_MAX },
    jwt: { maxAge: COOKIE_SECONDS_MAX },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: { name: sessionCookieName(), options: hostCookieOptions() },
      csrfToken: { name: csrfCookieName(), options: hostCookieOptions() },
      ...passingCookies(),
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: noting(check),
      }),
      Credentials({
        id: "pin",
        name: "PIN",
        credentials: { centreId: {}, userId: {}, pin: { type: "password" } },
        authorize: noting(checkPin),
      }),
      Credentials({
        id: "passkey",
        name: "Passkey",
        credentials: { assertion: {} },
        authorize: noting(checkPasskey),
      }),
      ...(singleSignOn === undefined ? [] : [singleSignOn.provider]),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => baseUrl + safePath(pathIn(url, baseUrl)),
      signIn: async ({ account }) => {
        if (account?.type !== "oauth") return true;
        found = await noting(singleSignOn?.check ?? refuse)();
        return found !== null;
      },
      jwt: ({ token, user }) => {
        const signedIn = found ?? user;
        return isSignedIn(signedIn) ? buildClaims(signedIn) : token;
      },
    },
    events: { signOut: onSignOut },
    logger: {
      error: (code) => log().error({ code }, "next-auth failed"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** These are set while the browser is at an identity provider, and removed when it is back. */
function passingCookies() {
  const prefix = hostCookieName("next-auth");
  const options = hostCookieOptions();
  return {
    callbackUrl: { name: `${prefix}.callback-url`, options },
    state: { name: `${prefix}.state`, options },
    nonce: { name: `${prefix}.nonce`, options },
    pkceCodeVerifier: { name: `${prefix}.pkce.code_verifier`, options },
  };
}

function pathIn(url: string, baseUrl: string): string {
  return url.startsWith(baseUrl) ? url.slice(baseUrl.length) || "/" : url;
}

function buildClaims({ id, sessionId, version, pin }: OpenedSession): SessionClaims {
  const claims = { sub: id, sessionId, version, signedInAt: nowSeconds() };
  if (pin === undefined) return claims;
  const { deviceId, centreId, version: pinVersion } = pin;
  return { ...claims, pin: { deviceId, centreId, version: pinVersion } };
}

/** next-auth passes on the result of `check`, but knows only its own type of it. */
function isSignedIn(user: object | undefined): user is OpenedSession {
  return user !== undefined && "sessionId" in user;
}
