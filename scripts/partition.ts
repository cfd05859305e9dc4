/**
 * `npm run partition`: divides the large tables of days by month, one after the other, and makes
 * the months that are missing in those that are divided. It may be interrupted, and goes on where
 * it was. With `--print` it prints the statements and changes nothing.
 */
import { exitWithError, print } from "./print";
import { withClient } from "./with-client";
import { partitionTables, printPartitioning } from "./partition-tables";

try {
  await withClient(process.env.DATABASE_OWNER_URL ?? "", async (client) => {
    if (process.argv.includes("--print")) await printPartitioning(client);
    else await partitionTables(client, print);
  });
} catch (error) {
  exitWithError(error);
}
