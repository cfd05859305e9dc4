/**
 * `npm run partition`: divides the large tables of days by month, one after the other, and makes
 * the months that are missing in those that are divided. It may be interrupted, and goes on where
 * it was. With `--print` it prints the statements and divides nothing. Before either, the database
 * gets the migrations that it lacks.
 */
import { exitWithError, print } from "./process/print";
import { readOptions } from "./process/read-options";
import { withClient } from "./postgres/with-client";
import { partitionTables, printPartitioning } from "./partition/tables";

try {
  const flag = { type: "boolean", default: false } as const;
  const { values } = readOptions({ options: { print: flag } });
  const { DATABASE_OWNER_URL: url = "" } = process.env;
  if (url === "") throw new Error("DATABASE_OWNER_URL is missing; npm run partition sets it.");
  await withClient(url, async (client) => {
    if (values.print) await printPartitioning(client);
    else await partitionTables(client, print);
  });
} catch (error) {
  exitWithError(error);
}
