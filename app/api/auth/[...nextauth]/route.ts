import { z } from "zod";
import { passkeyRequestSchema } from "@/lib/contracts/passkey";
import {
  backChannelLogoutSchema,
  csrfSchema,
  finishSingleSignOnSchema,
  passkeySignInSchema,
  pinSignInSchema,
  secondStepSchema,
  sessionSchema,
  signInSchema,
  signOutSchema,
  startSingleSignOnSchema,
} from "@/lib/contracts/session";
import { authRoute } from "@/lib/server/api/auth-route";

const FORM = "application/x-www-form-urlencoded" as const;

export const GET = authRoute({
  csrf: {
    summary: "Returns the token that signing in and out must send, and sets its cookie.",
    input: z.object({}),
    output: csrfSchema,
  },
  session: {
    summary: "Returns who is signed in, and until when; nothing when nobody is.",
    input: z.object({}),
    output: sessionSchema,
  },
  "passkey-options": {
    summary:
      "Returns what a passkey has to sign, for the second step of the session that waits for it, " +
      "or to sign in with the passkey alone.",
    input: z.object({}),
    output: passkeyRequestSchema,
  },
  "callback/{provider}": {
    summary:
      "Is where an identity provider leads a browser back to: a redirect with the session cookie, " +
      "or to the sign-in page, which says why not.",
    input: finishSingleSignOnSchema,
    status: 302,
    otherStatuses: { 303: null },
    output: null,
  },
});

export const POST = authRoute({
  "callback/credentials": {
    summary:
      "Signs in: a redirect with the session cookie, or 401, or 429 with Retry-After. A browser " +
      "(Accept: text/html) is redirected to the sign-in page instead.",
    input: signInSchema,
    body: FORM,
    status: 302,
    output: null,
  },
  "callback/pin": {
    summary:
      "Signs in on an allowed device with a name and a PIN, to count at its centre: as with a " +
      "password, a redirect with the session cookie, or 401, or 429 with Retry-After.",
    input: pinSignInSchema,
    body: FORM,
    status: 302,
    output: null,
  },
  "callback/passkey": {
    summary:
      "Signs in with a passkey alone, which has to verify its user: as with a password, a redirect " +
      "with the session cookie, or 401, or 429 with Retry-After.",
    input: passkeySignInSchema,
    body: FORM,
    status: 302,
    output: null,
  },
  "signin/{provider}": {
    summary:
      "Leads a browser to the identity provider to sign in there: 200 with a page that moves on at " +
      "once, or a redirect for other clients.",
    input: startSingleSignOnSchema,
    body: FORM,
    status: 302,
    otherStatuses: { 200: null, 303: null },
    output: null,
  },
  "back-channel-logout/{provider}": {
    summary:
      "Ends the sessions of whom the identity provider has signed out: 200, or 400 with an error " +
      "by OpenID Connect Back-Channel Logout 1.0.",
    input: backChannelLogoutSchema,
    body: FORM,
    status: 200,
    output: null,
  },
  "second-step": {
    summary:
      "Completes a session that waits for a code, a recovery code or what a passkey signed: a " +
      "redirect, or 401 without such a session, 422 for a wrong code, or 429 with Retry-After.",
    input: secondStepSchema,
    body: FORM,
    status: 303,
    output: null,
  },
  signout: {
    summary:
      "Ends this session, for every copy of its cookie, and leads to the identity provider that " +
      "opened it where that is asked for.",
    input: signOutSchema,
    body: FORM,
    status: 302,
    otherStatuses: { 200: null },
    output: null,
  },
});
