/** The description of this API, for people and for tools. */
import { z } from "zod";
import { apiDescriptionSchema } from "@/lib/contracts/api-description";
import { openRoute } from "@/lib/server/api/public-route";
import { describeApi } from "@/lib/server/openapi/describe";

export const GET = openRoute({
  input: z.object({}),
  answer: apiDescriptionSchema,
  handle: () => Promise.resolve(describeApi()),
});
