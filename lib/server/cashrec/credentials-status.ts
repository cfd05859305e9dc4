import "server-only";

/** Reports which credentials of Cashrec are in use, and who set them; never what they are. */
import type { CredentialsStatus } from "@/lib/contracts/cashrec-credentials";
import type { Scope } from "@/lib/domain/permission";
import { type Sql, sql } from "../db/sql";
import { env } from "../env";
import { isLoopback } from "../env-network";
import { openCredentials } from "./open-credentials";

type Row = {
  version: number;
  sealed: string | null;
  host: string | null;
  setBy: string | null;
  setAt: Date | null;
  isChecked: boolean;
};

export async function getCredentialsStatus(
  _scope: Scope<"cashrec:probe">,
): Promise<CredentialsStatus> {
  const [row] = await sql<Row>(
    `SELECT c.version, c.sealed, c.host, u.name AS "setBy", c.set_at AS "setAt",
            c.checked_at IS NOT NULL AS "isChecked"
       FROM cashrec_credentials c LEFT JOIN "user" u ON u.id = c.set_by_id`,
  );
  const sealed = row?.sealed ?? null;
  const isReadable = sealed !== null && openCredentials(sealed) !== null;
  const isInEnvironment = env().cashrec.kind === "live";
  return {
    from: isInEnvironment ? "environment" : isReadable ? "stored" : "none",
    stored: sealed === null ? "none" : isReadable ? "readable" : "unreadable",
    version: row?.version ?? 0,
    host: row?.host ?? null,
    setBy: row?.setBy ?? null,
    setAt: row?.setAt?.toISOString() ?? null,
    isChecked: row?.isChecked ?? false,
    blockedBy: await findBlock(sql),
  };
}

/**
 * Sheets of Cashrec are never stored beside those of the sandbox, and its credentials are not sent
 * over a network that anybody can read.
 */
export async function findBlock(run: Sql): Promise<CredentialsStatus["blockedBy"]> {
  const [found] = await run<{ isSandbox: boolean }>(
    `SELECT EXISTS (SELECT FROM setting WHERE name = 'demo')
         OR EXISTS (SELECT FROM setting
                     WHERE name = 'installation.source' AND value #>> '{}' = 'sandbox')
         AS "isSandbox"`,
  );
  if (found?.isSandbox === true && env().cashrec.kind === "sandbox") return "sandbox";
  const { protocol, hostname } = new URL(env().baseUrl);
  return protocol === "https:" || isLoopback(hostname) ? null : "plain-http";
}
