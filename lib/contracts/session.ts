/** The requests and responses of /api/auth/*, where next-auth signs users in and out. */
import { z } from "zod";

export const csrfSchema = z.object({ csrfToken: z.string() });

export const sessionSchema = z.object({
  user: z.object({ id: z.string(), name: z.string() }).optional(),
  expires: z.iso.datetime().optional(),
  /** The identity provider that opened the session, if it can be signed out of from here. */
  provider: z.object({ name: z.string() }).optional(),
});

export const signInSchema = csrfSchema.extend({
  email: z.string(),
  password: z.string(),
  callbackUrl: z.string().optional(),
});

/** The cookie of an allowed device comes with it. */
export const pinSignInSchema = csrfSchema.extend({
  centreId: z.string(),
  userId: z.string(),
  pin: z.string(),
  callbackUrl: z.string().optional(),
});

/** What a passkey signed for the challenge of `passkey-options`, as the text of a JSON object. */
export const passkeySignInSchema = csrfSchema.extend({
  assertion: z.string(),
  callbackUrl: z.string().optional(),
});

/** The provider is one of those that are configured. */
export const startSingleSignOnSchema = csrfSchema.extend({
  provider: z.string(),
  callbackUrl: z.string().optional(),
  /** "fresh": the provider asks for a proof, even of somebody who is signed in there. */
  proof: z.string().optional(),
});

/** What the identity provider adds to the address, by OpenID Connect Core 1.0. */
export const finishSingleSignOnSchema = z.object({
  provider: z.string(),
  state: z.string().optional(),
  code: z.string().optional(),
  iss: z.string().optional(),
  error: z.string().optional(),
});

/** What an identity provider sends, by OpenID Connect Back-Channel Logout 1.0. */
export const backChannelLogoutSchema = z.object({
  provider: z.string(),
  logout_token: z.string(),
});

/** The cookie of the session that waits for it comes with it. */
export const secondStepSchema = csrfSchema.extend({
  /** A code of the authenticator app, or a recovery code. */
  code: z.string().optional(),
  /** What a passkey signed for the challenge of `passkey-options`, instead of a code. */
  assertion: z.string().optional(),
  callbackUrl: z.string().optional(),
});

export const signOutSchema = csrfSchema.extend({
  callbackUrl: z.string().optional(),
  /** "provider": the browser is led to the identity provider, to sign out there too. */
  also: z.string().optional(),
});
