/** How tills are counted in all centres: what is usual, and the centres that differ. */
import { z } from "zod";
import { idSchema } from "./basics";
import { countingSchema } from "./count-settings";

/** GET /api/counting */
export const countingOfAllSchema = z.object({
  /** A centre that is added counts like this. */
  usual: countingSchema,
  centres: z.array(countingSchema.extend({ centreId: z.string(), centreName: z.string() })),
});
export type CountingOfAll = z.infer<typeof countingOfAllSchema>;

/**
 * PUT /api/counting changes what is usual, together with every centre that counts as was usual
 * before. `basedOn` is what the reader saw: when somebody changed it meanwhile, it is a conflict.
 */
export const changeUsualCountingSchema = z.object({
  counting: countingSchema,
  basedOn: countingSchema,
});

/**
 * PUT /api/counting/centres sets how these centres count: all of them, or none. They are `centres`
 * and not `centreIds`, which would let an administrator of only these read all others' settings.
 */
export const setCountingOfManySchema = z.object({
  centres: z.array(idSchema).min(1).max(5_000),
  counting: countingSchema,
});
