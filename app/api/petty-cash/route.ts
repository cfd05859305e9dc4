import { z } from "zod";
import { fundListSchema } from "@/lib/contracts/petty-cash";
import { route } from "@/lib/server/api/route";
import { listFunds } from "@/lib/server/petty-cash/funds";
import { fundReader } from "@/lib/server/petty-cash/reader";

export const GET = route({
  summary: "Lists the petty cash funds of the reader's centres.",
  permission: "till-count:view",
  input: z.object({}),
  output: fundListSchema,
  handle: (scope, _input, { actor }) => listFunds(scope, fundReader(actor)),
});
