import "server-only";

/** The credentials of Cashrec as the database has them: one encrypted text. */
import { z } from "zod";
import { openStored, sealStored } from "../stored-secret";
import type { Credentials } from "./token";

export type LiveCredentials = Credentials & { apiUrl: string };

const PURPOSE = "cashrec credentials";

const storedSchema = z.object({
  apiUrl: z.url(),
  tokenUrl: z.url(),
  username: z.string(),
  password: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});

export function sealCredentials(credentials: LiveCredentials): string {
  return sealStored(JSON.stringify(storedSchema.parse(credentials)), PURPOSE);
}

/** Returns null when no key of this server opens them. */
export function openCredentials(sealed: string): LiveCredentials | null {
  const opened = openStored(sealed, PURPOSE);
  if (opened === null) return null;
  return storedSchema.parse(JSON.parse(opened.text));
}

/** Returns the same credentials under the key in force, or null when nothing has to change. */
export function resealCredentials(sealed: string): string | null {
  const opened = openStored(sealed, PURPOSE);
  return opened?.isOldKey === true ? sealStored(opened.text, PURPOSE) : null;
}
