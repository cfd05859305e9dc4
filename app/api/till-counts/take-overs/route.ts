import {
  numberedSchema,
  takeOverSchema,
  takersSchema,
  takersSearchSchema,
} from "@/lib/contracts/hand-over";
import { route } from "@/lib/server/api/route";
import { deviceCookieName } from "@/lib/server/auth/device";
import { cookiesOf } from "@/lib/server/http/cookies";
import { listTakers, takeOver } from "@/lib/server/till-counts/take-over";

export const GET = route({
  summary: "Lists who can confirm a take-over with a PIN, on a device that is allowed.",
  permission: "till-count:record",
  input: takersSearchSchema,
  output: takersSchema,
  handle: (scope, input, { request }) =>
    listTakers(scope, input, cookiesOf(request)[deviceCookieName()]),
});

export const POST = route({
  summary: "Takes a till over, with what was found in it; a disagreement stands with both figures.",
  permission: "till-count:record",
  input: takeOverSchema,
  output: numberedSchema,
  status: 201,
  handle: (scope, input, { request }) =>
    takeOver(scope, input, cookiesOf(request)[deviceCookieName()]),
});
