import { nothingSchema } from "@/lib/contracts/basics";
import { lineKeySchema, readThreadSchema, threadSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { readThread } from "@/lib/server/threads/messages";
import { getThread, readerOf } from "@/lib/server/threads/queries";

export const GET = route({
  summary:
    "Returns the thread and the assignment of a line. Who may not see what is expected gets the " +
    "count and what the centre was asked.",
  permission: "thread:view",
  input: lineKeySchema,
  output: threadSchema,
  handle: (scope, input, { actor }) => getThread(scope, input, readerOf(actor, input.centreId)),
});

export const PUT = route({
  summary: "Remembers that the messages of a line up to a number were read.",
  permission: "thread:view",
  input: readThreadSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await readThread(scope, input);
    return {};
  },
});
