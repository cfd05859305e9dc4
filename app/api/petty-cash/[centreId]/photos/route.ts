import { addedPhotoSchema, addReceiptPhotoSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { addReceiptPhoto } from "@/lib/server/petty-cash/photos";

export const POST = route({
  summary: "Stores the photo or PDF, at most 10 MB, that a receipt then names.",
  permission: "till-count:record",
  input: addReceiptPhotoSchema,
  output: addedPhotoSchema,
  status: 201,
  handle: (scope, input, { request }) => addReceiptPhoto(scope, input, request),
  body: "application/octet-stream",
});
