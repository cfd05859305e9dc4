/** Installs what `npm test` uses from the system: a browser, PostgreSQL's servers, PgBouncer. */
import { existsSync, readdirSync } from "node:fs";
import { ensureChromium } from "./testing/chromium";
import { installDebian } from "./testing/debian";

const SERVERS = "/usr/lib/postgresql";

// One after the other, because the package manager locks its files.
ensureChromium();
if (!existsSync(SERVERS) || readdirSync(SERVERS).length === 0) installDebian("postgresql");
if (!existsSync("/usr/sbin/pgbouncer")) installDebian("pgbouncer");
