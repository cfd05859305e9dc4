/** POST /api/users/{userId}/erasure: destroys everything that names a person. */
import { z } from "zod";

export const erasurePersonSchema = z.object({ userId: z.uuid() });

/** "waiting": a second administrator has to confirm it. */
export const erasureRequestedSchema = z.object({ outcome: z.enum(["erased", "waiting"]) });
