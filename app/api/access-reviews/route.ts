import { reviewAccessSchema, reviewedAccessSchema } from "@/lib/contracts/access-review";
import { route } from "@/lib/server/api/route";
import { reviewAccess } from "@/lib/server/users/review-access";

export const POST = route({
  summary: "Records that roles were reviewed: they are kept, or revoked at once.",
  permission: "user:administer",
  input: reviewAccessSchema,
  output: reviewedAccessSchema,
  status: 201,
  handle: reviewAccess,
});
