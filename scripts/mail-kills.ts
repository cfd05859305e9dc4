/**
 * `npm run mail:kills [-- --runs 500 --seed 1]`: runs the test of mail with an instance killed at a
 * random moment, as often as is asked, and prints what the SMTP servers accepted.
 */
import { repeatTest } from "./testing/repeat-test";

repeatTest("lib/server/alerts/mail-kills.test.ts", "MAIL", { runs: 500 });
