/** Sessions of people: where somebody is signed in, since when and by what. */
import { z } from "zod";
import { instantSchema } from "./basics";

const signInSessionSchema = z.object({
  id: z.string(),
  /** What the browser calls itself; null where it says nothing that we know. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  /** Null: it began before addresses were recorded. */
  address: z.string().nullable(),
  /** How the person signed in, such as `password`. */
  factors: z.array(z.string()),
  /** The class and the methods of the sign-in, as an identity provider states them. */
  acr: z.string().nullable(),
  amr: z.array(z.string()),
  startedAt: instantSchema,
  /** Within five minutes of the last request that the person caused. */
  seenAt: instantSchema,
  /** It is the session of this request. */
  isCurrent: z.boolean(),
});
export type SignInSessionRow = z.infer<typeof signInSessionSchema>;
export const signInSessionListSchema = z.object({ sessions: z.array(signInSessionSchema) });

export const sessionKeySchema = z.object({ sessionId: z.uuid() });
export const userSessionKeySchema = sessionKeySchema.extend({ userId: z.uuid() });
export const endedSessionsSchema = z.object({ ended: z.int() });
