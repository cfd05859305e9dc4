import { z } from "zod";
import { apiDescriptionSchema } from "@/lib/contracts/api-description";
import { publicRoute } from "@/lib/server/api/public-route";
import { describeEvents } from "@/lib/server/openapi/describe-events";

/** It is public, because it describes the events and contains no data. */
export const GET = publicRoute({
  summary: "Describes the events that webhooks send, as AsyncAPI 3.",
  input: z.object({}),
  output: apiDescriptionSchema,
  handle: () => Promise.resolve(describeEvents()),
});
