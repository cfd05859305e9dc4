import { erasureRequestedSchema, erasurePersonSchema } from "@/lib/contracts/erasure";
import { route } from "@/lib/server/api/route";
import { requestErasure } from "@/lib/server/users/request-erasure";

export const POST = route({
  summary:
    "Requests of a second administrator that everything that names a person is destroyed for good.",
  permission: "security:administer",
  input: erasurePersonSchema,
  output: erasureRequestedSchema,
  handle: requestErasure,
});
