/**
 * Names the requests that the application took longest for while browsers tested it, from its
 * access log: a route that waits for something each time would pass every test.
 */
import { z } from "zod";
import { formatSlowest } from "./slowest-files";

const ROUTES_MAX = 5;

const request = z.object({
  msg: z.literal("request"),
  method: z.string(),
  route: z.string(),
  ms: z.number(),
});

/** One line for each route, with the longest of its requests, the slowest first. */
export function formatSlowestRequests(log: string): string[] {
  const longest = new Map<string, number>();
  for (const { method, route, ms } of log.split("\n").flatMap(readRequest)) {
    const name = `${method} ${route}`;
    longest.set(name, Math.max(ms, longest.get(name) ?? 0));
  }
  const times = [...longest].map(([file, ms]) => ({ file, ms }));
  return formatSlowest("request", times, ROUTES_MAX);
}

/** Other lines of the log are left out; the last one may be half written. */
function readRequest(line: string): z.infer<typeof request>[] {
  if (!line.includes('"msg":"request"')) return [];
  try {
    return [request.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
