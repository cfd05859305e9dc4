/** Messages of the interface, which browsers keep: see `app/page-messages.tsx`. */
import { respondWithCatalogue } from "@/lib/server/language/catalogues";

export const GET = respondWithCatalogue;
