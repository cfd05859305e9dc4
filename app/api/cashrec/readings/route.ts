import { z } from "zod";
import { readingListSchema } from "@/lib/contracts/reading";
import { route } from "@/lib/server/api/route";
import { listReadings } from "@/lib/server/sync/readings";

export const GET = route({
  summary: "Lists the latest requests for cash sheets, and what came of them.",
  permission: "cashrec:probe",
  input: z.object({}),
  output: readingListSchema,
  handle: (scope) => listReadings(scope),
});
