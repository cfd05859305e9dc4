import {
  countListSchema,
  countListSearchSchema,
  recordedTillCountSchema,
  recordTillCountSchema,
} from "@/lib/contracts/till-count";
import { isBearer } from "@/lib/server/http/origin";
import { route } from "@/lib/server/api/route";
import { recordTillCount } from "@/lib/server/till-counts/commands";
import { askManager } from "@/lib/server/till-counts/is-manager";
import { listCounts } from "@/lib/server/till-counts/queries";

export const GET = route({
  permission: "till-count:view",
  input: countListSearchSchema,
  answer: countListSchema,
  handle: listCounts,
});

/** 201 with the stored version; 200 when that was in force already. */
export const POST = route({
  permission: "till-count:record",
  input: recordTillCountSchema,
  answer: recordedTillCountSchema,
  status: ({ stored }) => (stored ? 201 : 200),
  handle: async (scope, input, request) => {
    const by = await askManager(request, input.centreId);
    return recordTillCount(scope, input, isBearer(request) ? "api" : "screen", by);
  },
});
