/** Centres: the reader's, and adding or changing them. */
import { z } from "zod";
import { centreListSchema, saveCentresSchema, savedCentresSchema } from "@/lib/contracts/centre";
import { saveCentres } from "@/lib/server/centres/commands";
import { listCentres } from "@/lib/server/centres/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "centre:view",
  input: z.object({}),
  answer: centreListSchema,
  handle: async (scope) => ({ centres: await listCentres(scope) }),
});

export const POST = route({
  permission: "centre:administer",
  input: saveCentresSchema,
  answer: savedCentresSchema,
  handle: (scope, { centres }) => saveCentres(scope, centres),
});
