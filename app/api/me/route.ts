import { z } from "zod";
import { meSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { getMe } from "@/lib/server/users/queries";

export const GET = route({
  summary: "Returns who is calling, and what they may do in at least one centre.",
  permission: "centre:view",
  isForEnrolment: true,
  input: z.object({}),
  output: meSchema,
  handle: (_scope, _input, { actor }) => getMe(actor),
});
