import {
  countListSchema,
  countListSearchSchema,
  recordedTillCountSchema,
  recordTillCountSchema,
} from "@/lib/contracts/till-count";
import { isBearer } from "@/lib/server/http/origin";
import { route } from "@/lib/server/api/route";
import { recordTillCount } from "@/lib/server/till-counts/commands";
import { byManager } from "@/lib/server/till-counts/is-manager";
import { listCounts } from "@/lib/server/till-counts/queries";

export const GET = route({
  summary: "Lists the versions of the counts of one centre and business date.",
  permission: "till-count:view",
  input: countListSearchSchema,
  output: countListSchema,
  handle: listCounts,
});

export const POST = route({
  summary: "Records a count: 201 with the stored version, 200 when it was in force already.",
  permission: "till-count:record",
  input: recordTillCountSchema,
  output: recordedTillCountSchema,
  status: 201,
  otherStatuses: { 200: ({ stored }) => !stored },
  handle: (scope, input, { request, actor }) => {
    const by = byManager(actor, input.centreId);
    return recordTillCount(scope, input, isBearer(request) ? "api" : "screen", by);
  },
});
