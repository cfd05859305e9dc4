/** What is stored of people: the address of its file, and its erasure. */
import { apiAddress } from "./api-path";
import { api } from "./http";

/** Null: of the reader. */
export function dataExportAddress(userId: string | null): string {
  return userId === null
    ? apiAddress("/api/me/data-export")
    : apiAddress("/api/users/{userId}/data-export", { params: { userId } });
}

export function requestErasure(userId: string) {
  return api.send("POST", "/api/users/{userId}/erasure", { params: { userId }, body: {} });
}
