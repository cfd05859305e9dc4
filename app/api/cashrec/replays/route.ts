import { z } from "zod";
import { startedReplaySchema, startReplaySchema } from "@/lib/contracts/field-map-trial";
import { replayListSchema } from "@/lib/contracts/replay";
import { route } from "@/lib/server/api/route";
import { listReplays, startReplay } from "@/lib/server/replay/commands";

export const GET = route({
  summary: "Lists the latest replays of stored responses and their previews, with their progress.",
  permission: "cashrec:probe",
  input: z.object({}),
  output: replayListSchema,
  handle: listReplays,
});

export const POST = route({
  summary:
    "Reads every stored response again with the field map in force, or previews what a map would " +
    "change.",
  permission: "cashrec:probe",
  input: startReplaySchema,
  output: startedReplaySchema,
  status: 202,
  limit: "computation",
  handle: startReplay,
});
