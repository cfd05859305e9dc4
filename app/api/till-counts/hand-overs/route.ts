import { handOverSchema, numberedSchema } from "@/lib/contracts/hand-over";
import { route } from "@/lib/server/api/route";
import { handOver } from "@/lib/server/till-counts/event-commands";

export const POST = route({
  summary: "Hands a till over to the next shift, with what is left in it.",
  permission: "till-count:record",
  input: handOverSchema,
  output: numberedSchema,
  status: 201,
  handle: handOver,
});
