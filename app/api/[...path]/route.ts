/** What no other file of this folder serves. */
import { refuseUnknownPath } from "@/lib/server/api/unknown-path";

export const dynamic = "force-dynamic";

export {
  refuseUnknownPath as GET,
  refuseUnknownPath as POST,
  refuseUnknownPath as PUT,
  refuseUnknownPath as PATCH,
  refuseUnknownPath as DELETE,
  refuseUnknownPath as OPTIONS,
};
