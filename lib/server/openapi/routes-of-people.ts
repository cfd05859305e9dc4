import "server-only";

/** The table of routes, part one: who is asking, people, centres, tokens and the trail. */
import { z } from "zod";
import { apiDescriptionSchema } from "@/lib/contracts/api-description";
import {
  auditHeadSchema,
  auditListSchema,
  auditSearchSchema,
  verificationSchema,
  verifyTrailSchema,
} from "@/lib/contracts/audit";
import { nothingSchema } from "@/lib/contracts/basics";
import {
  centreListSchema,
  importCentresSchema,
  importedCentresSchema,
  saveCentresSchema,
  savedCentresSchema,
} from "@/lib/contracts/centre";
import {
  acceptedInvitationSchema,
  acceptInvitationSchema,
  changedUserSchema,
  changeUserSchema,
  createdTokenSchema,
  createdUserSchema,
  createTokenSchema,
  createUserSchema,
  invitedSchema,
  inviteSchema,
  meSchema,
  tokenListSchema,
  userListSchema,
} from "@/lib/contracts/user";
import type { DescribedRoute } from "./described-route";

const signInForm = z.object({
  csrfToken: z.string(),
  email: z.string(),
  password: z.string(),
  callbackUrl: z.string().optional(),
});
const signOutForm = signInForm.pick({ csrfToken: true, callbackUrl: true });

export const ROUTES_OF_PEOPLE: readonly DescribedRoute[] = [
  {
    method: "get",
    path: "/api/auth/csrf",
    permission: null,
    summary: "The token that signing in and out must send, and the cookie that goes with it.",
    answer: z.object({ csrfToken: z.string() }),
  },
  {
    method: "get",
    path: "/api/auth/session",
    permission: null,
    summary: "Who is signed in, and until when; empty when nobody is.",
    answer: z.object({
      user: z.object({ id: z.string(), name: z.string() }).optional(),
      expires: z.iso.datetime().optional(),
    }),
  },
  {
    method: "post",
    path: "/api/auth/callback/credentials",
    permission: null,
    summary:
      "Signs in: a redirect with the session cookie, or 401, or 429 with Retry-After. A browser " +
      "(Accept: text/html) is led back to the sign-in page instead.",
    body: signInForm,
    bodyType: "application/x-www-form-urlencoded",
    status: 302,
  },
  {
    method: "post",
    path: "/api/auth/signout",
    permission: null,
    summary: "Ends this session, for every copy of its cookie.",
    body: signOutForm,
    bodyType: "application/x-www-form-urlencoded",
    status: 302,
  },
  {
    method: "get",
    path: "/api/me",
    permission: "account:use",
    summary: "Who is asking, and what they may do somewhere.",
    answer: meSchema,
  },
  {
    method: "get",
    path: "/api/centres",
    permission: "centre:view",
    summary: "The centres that the reader may see.",
    answer: centreListSchema,
  },
  {
    method: "post",
    path: "/api/centres",
    permission: "centre:administer",
    summary: "Adds or changes centres: all of the list, or none.",
    body: saveCentresSchema,
    answer: savedCentresSchema,
  },
  {
    method: "post",
    path: "/api/centres/imports",
    permission: "centre:administer",
    summary: "Adds or changes centres from a file: all rows, or 422 with every row that is wrong.",
    query: importCentresSchema,
    bodyType: "text/csv",
    answer: importedCentresSchema,
  },
  {
    method: "get",
    path: "/api/users",
    permission: "user:administer",
    summary: "Everyone, with their roles.",
    answer: userListSchema,
  },
  {
    method: "post",
    path: "/api/users",
    permission: "user:administer",
    summary: "Invites someone. The link in the answer is not shown again.",
    body: createUserSchema,
    status: 201,
    answer: createdUserSchema,
  },
  {
    method: "patch",
    path: "/api/users/{userId}",
    permission: "user:administer",
    summary: "Changes a name or all roles, shuts someone out, or lets them in again.",
    body: changeUserSchema,
    answer: changedUserSchema,
  },
  {
    method: "post",
    path: "/api/users/{userId}/invitation",
    permission: "user:administer",
    summary: "A new link to set a password with; links made before stop working.",
    body: inviteSchema,
    status: 201,
    answer: invitedSchema,
  },
  {
    method: "post",
    path: "/api/invitations/{token}",
    permission: null,
    summary: "Sets the password that an invitation is for. Works once.",
    body: acceptInvitationSchema,
    answer: acceptedInvitationSchema,
  },
  {
    method: "get",
    path: "/api/tokens",
    permission: "account:use",
    summary: "The reader's own API tokens, without their text.",
    answer: tokenListSchema,
  },
  {
    method: "post",
    path: "/api/tokens",
    permission: "account:use",
    summary: "Makes an API token. Its text is not shown again. Not for API tokens themselves.",
    body: createTokenSchema,
    status: 201,
    answer: createdTokenSchema,
  },
  {
    method: "delete",
    path: "/api/tokens/{tokenId}",
    permission: "account:use",
    summary: "Revokes one of the reader's own API tokens.",
    query: z.object({ tokenId: z.uuid() }),
    answer: nothingSchema,
  },
  {
    method: "get",
    path: "/api/audit",
    permission: "audit:view",
    summary: "Who did what, newest first.",
    query: auditSearchSchema,
    answer: auditListSchema,
  },
  {
    method: "get",
    path: "/api/audit/head",
    permission: "audit:view",
    summary: "The last entry of the trail, to be noted outside. For those who see every centre.",
    answer: auditHeadSchema,
  },
  {
    method: "post",
    path: "/api/audit/verifications",
    permission: "audit:view",
    summary: "Checks every hash of the trail, now. For those who see every centre.",
    body: verifyTrailSchema,
    answer: verificationSchema,
  },
  {
    method: "get",
    path: "/api/openapi.json",
    permission: null,
    summary: "This description.",
    answer: apiDescriptionSchema,
  },
];
