import { addedPhotoSchema, addPhotoSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { addPhoto } from "@/lib/server/threads/photos";

export const POST = route({
  summary: "Stores a photo or PDF, at most 10 MB, for the message that is sent next.",
  permission: "thread:write",
  input: addPhotoSchema,
  output: addedPhotoSchema,
  status: 201,
  body: "application/octet-stream",
  handle: (scope, input, { request }) => addPhoto(scope, input, request),
});
