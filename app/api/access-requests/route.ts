import { z } from "zod";
import { accessRequestListSchema } from "@/lib/contracts/access-request";
import { route } from "@/lib/server/api/route";
import { listAccessRequests } from "@/lib/server/users/access-request-queries";

export const GET = route({
  summary: "Lists the roles and password links that wait for a second administrator.",
  permission: "user:administer",
  input: z.object({}),
  output: accessRequestListSchema,
  handle: listAccessRequests,
});
