import { z } from "zod";
import {
  createDirectoryTokenSchema,
  createdDirectoryTokenSchema,
  directoryTokenListSchema,
} from "@/lib/contracts/directory-token";
import { route } from "@/lib/server/api/route";
import { createDirectoryToken, listDirectoryTokens } from "@/lib/server/directory/tokens";

export const GET = route({
  summary: "Lists the tokens with which directories keep people and groups up to date.",
  permission: "security:administer",
  input: z.object({}),
  output: directoryTokenListSchema,
  handle: listDirectoryTokens,
});

export const POST = route({
  summary: "Creates a token for a directory; it waits for a second administrator.",
  permission: "security:administer",
  input: createDirectoryTokenSchema,
  output: createdDirectoryTokenSchema,
  status: 201,
  handle: createDirectoryToken,
});
