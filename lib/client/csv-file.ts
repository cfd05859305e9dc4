/** Sends a CSV file to be imported. With `dryRun` the response says what would be stored. */
import { apiAddress, type OutputOf, type Query } from "./api-path";
import { readResponse } from "./http";

type ImportPath = "/api/centres/imports" | "/api/users/imports" | "/api/organisation/imports";

export async function sendCsvFile<Path extends ImportPath>(
  path: Path,
  { file, dryRun }: { file: Blob; dryRun: boolean },
): Promise<OutputOf<"POST", Path>> {
  const query = dryRun ? { dryRun } : {};
  const response = await fetch(apiAddress<ImportPath, { query: Query }>(path, { query }), {
    method: "POST",
    headers: { "content-type": "text/csv" },
    credentials: "same-origin",
    body: file,
  });
  return readResponse<OutputOf<"POST", Path>>(response.status, await response.text());
}
