/**
 * npm run cashrec:probe -- --centre 101 --date 2019-01-05 [--currency EUR]
 * npm run cashrec:probe -- --openapi swagger.json
 * npm run cashrec:probe -- --propose [--file sample.json …] [--openapi swagger.json]
 *   [--centre 101 --date 2019-01-05 [--to 2019-01-11]] [--currency EUR] [--write map.json]
 * A proposal from files needs no database; `--centre` and `--date` are then what they were asked
 * for. Everything else runs with one.
 */
import { proposeFromFiles, readProposeOptions } from "./propose";
import { exitWithError } from "./process/print";
import { runWithDatabase } from "./with-db";

const args = process.argv.slice(2);

try {
  const options = args.includes("--propose") ? readProposeOptions(args) : null;
  if (options !== null && options.files.length > 0) {
    process.stdout.write(proposeFromFiles(options));
  } else {
    const node = ["node", "--conditions=react-server", "--import", "tsx", "scripts/probe.ts"];
    process.exitCode = await runWithDatabase([...node, ...args]);
  }
} catch (error) {
  exitWithError(error);
}
