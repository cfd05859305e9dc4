/** The addresses of what is stored of people. */
import { apiAddress } from "./api-path";

/** Null: of the reader. */
export function dataExportAddress(userId: string | null): string {
  return userId === null
    ? apiAddress("/api/me/data-export")
    : apiAddress("/api/users/{userId}/data-export", { params: { userId } });
}
