import { z } from "zod";
import { seenLabelListSchema } from "@/lib/contracts/journal-account";
import { route } from "@/lib/server/api/route";
import { listSeenLabels } from "@/lib/server/journal/seen-labels";

export const GET = route({
  summary: "Lists how entries of recent cash sheets are labelled, such as expenses.",
  permission: "journal:view",
  input: z.object({}),
  output: seenLabelListSchema,
  handle: listSeenLabels,
});
