/** GET /api/users/{userId}/stored-data: what is stored of a person, in numbers. */
import { z } from "zod";
import { STORED_KINDS } from "../domain/stored-data";
import { instantSchema } from "./basics";

export const storedDataKeySchema = z.object({ userId: z.uuid() });

export const storedDataSchema = z.object({
  name: z.string(),
  email: z.string(),
  state: z.enum(["active", "invited", "disabled"]),
  createdAt: instantSchema,
  stored: z.array(
    z.object({
      kind: z.enum(STORED_KINDS),
      count: z.int(),
      /** When the latest was made; null where there is none, or where it has no time. */
      latestAt: instantSchema.nullable(),
    }),
  ),
});
export type StoredData = z.infer<typeof storedDataSchema>;
