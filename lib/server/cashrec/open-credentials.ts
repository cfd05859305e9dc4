import "server-only";

/** The credentials of Cashrec as the database has them: one encrypted text. */
import { z } from "zod";
import { type Keyring, seal, unseal } from "../seal";
import { keyringFor } from "../stored-secret";
import type { Credentials } from "./token";

export type LiveCredentials = Credentials & { apiUrl: string };

export const credentialsKeyring = (): Keyring => keyringFor("cashrec credentials");

const storedSchema = z.object({
  apiUrl: z.url(),
  tokenUrl: z.url(),
  username: z.string(),
  password: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});

export function sealCredentials(credentials: LiveCredentials): string {
  return seal(JSON.stringify(storedSchema.parse(credentials)), credentialsKeyring());
}

/** Returns null when no key of this server opens them. */
export function openCredentials(sealed: string): LiveCredentials | null {
  const opened = unseal(sealed, credentialsKeyring());
  if (opened === null) return null;
  return storedSchema.parse(JSON.parse(opened.text));
}
