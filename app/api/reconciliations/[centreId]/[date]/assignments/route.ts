import { assignLineSchema, threadSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { assignLine } from "@/lib/server/threads/assignments";
import { getThread, readerOf } from "@/lib/server/threads/queries";

export const POST = route({
  summary:
    "Gives a line to a user until a date, or takes it back: 201, 409 when somebody else did so " +
    "meanwhile, or 422 with a reason.",
  permission: "line:assign",
  input: assignLineSchema,
  output: threadSchema,
  status: 201,
  handle: async (scope, input, { actor }) => {
    await assignLine(scope, input);
    return getThread(scope, input, readerOf(actor, input.centreId));
  },
});
