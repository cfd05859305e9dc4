import { numberedSchema, recordSpotSchema } from "@/lib/contracts/hand-over";
import { route } from "@/lib/server/api/route";
import { recordSpotCount } from "@/lib/server/till-counts/event-commands";

export const POST = route({
  summary: "Records a count in the middle of a shift, which no line is compared with.",
  permission: "till-count:record",
  input: recordSpotSchema,
  output: numberedSchema,
  status: 201,
  handle: recordSpotCount,
});
