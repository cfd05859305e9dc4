/**
 * `npm run audit:tamper [-- --runs 1000 --seed 1]`: runs the test of tampering by the owner of the
 * database, with one honest witness, as often as is asked, and prints how many were found.
 */
import { repeatTest } from "./testing/repeat-test";

repeatTest("lib/server/witnesses/witnesses.test.ts", "TAMPER", { runs: 1000 });
