import { userTokenListSchema, userTokenSearchSchema } from "@/lib/contracts/user-token";
import { route } from "@/lib/server/api/route";
import { listUserTokens } from "@/lib/server/tokens/queries";

export const GET = route({
  summary: "Lists the valid API tokens of everybody, without their text, the newest first.",
  permission: "security:administer",
  input: userTokenSearchSchema,
  output: userTokenListSchema,
  handle: listUserTokens,
});
