import { receiptPhotoSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { serveReceiptPhoto } from "@/lib/server/petty-cash/photos";

export const GET = route({
  summary: "Returns the photo of a receipt, as the type that it was found to have.",
  permission: "till-count:view",
  input: receiptPhotoSchema,
  output: "*/*",
  limit: "read",
  handle: serveReceiptPhoto,
});
