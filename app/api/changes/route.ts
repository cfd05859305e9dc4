import { feedSearchSchema } from "@/lib/contracts/feed";
import { route } from "@/lib/server/api/route";
import { streamFeed } from "@/lib/server/feed/stream";

export const GET = route({
  summary: "Streams what changed since a cursor: days with their lines, counts and moves.",
  permission: "feed:read",
  input: feedSearchSchema,
  output: "application/x-ndjson",
  limit: "read",
  handle: streamFeed,
});
