import "server-only";

/** Reads the rules that say to which account the journal posts. */
import type { JournalAccount, JournalAccountList } from "@/lib/contracts/journal-account";
import type { AccountRule } from "@/lib/domain/journal/account-rule";
import type { Scope } from "@/lib/domain/permission";
import { type Sql, sql as plainSql } from "../db/sql";

/** No chart of accounts has more parts than this, in many years. */
const RULES_MAX = 20_000;

type RuleRecord = Omit<JournalAccount, "vat" | "createdAt"> & {
  vatAccount: string | null;
  vatPpm: number | null;
  createdById: string;
  createdAt: Date;
};

/** Lists every version, the latest of each rule first. */
export async function listJournalAccounts(
  _scope: Scope<"journal:view">,
): Promise<JournalAccountList> {
  return { rules: (await readRecords(plainSql)).map(toAccount) };
}

export type AuthoredRule = AccountRule & { createdById: string };

/** Reads the rules as decisions need them, in the transaction of a batch. */
export async function readAccountRules(sql: Sql): Promise<AuthoredRule[]> {
  return (await readRecords(sql)).map((record) => ({
    ...toRule(record),
    createdById: record.createdById,
  }));
}

type RuleKey = Pick<AccountRule, "scopeId" | "purpose" | "selector">;

/** The latest version of a rule, whether or not it applies yet; null when there is none. */
export async function findLatestAccount(sql: Sql, key: RuleKey): Promise<JournalAccount | null> {
  const [record] = await sql<RuleRecord>(
    `${SELECT_RULES} WHERE r.scope_id = $1 AND r.purpose = $2 AND r.selector = $3
      ORDER BY r.version DESC LIMIT 1`,
    [key.scopeId, key.purpose, key.selector],
  );
  return record === undefined ? null : toAccount(record);
}

const SELECT_RULES = `
  SELECT r.scope_id AS "scopeId", coalesce(c.name, o.name, n.name) AS "scopeName", r.purpose,
         r.selector, r.version, r.account, r.vat_account AS "vatAccount", r.vat_ppm AS "vatPpm",
         r.tax_code AS "taxCode",
         r.valid_from AS "validFrom", r.created_by_id AS "createdById", u.name AS "createdBy",
         r.created_at AS "createdAt"
    FROM journal_account_rule r
    LEFT JOIN centre c ON c.id = r.scope_id
    LEFT JOIN organisation_node o ON '@' || o.id = r.scope_id
    LEFT JOIN legal_entity n ON '#' || n.id = r.scope_id
    LEFT JOIN "user" u ON u.id = r.created_by_id`;

async function readRecords(sql: Sql): Promise<RuleRecord[]> {
  return sql<RuleRecord>(
    `${SELECT_RULES} ORDER BY r.scope_id, r.purpose, r.selector, r.version DESC LIMIT ${RULES_MAX}`,
  );
}

function toAccount(record: RuleRecord): JournalAccount {
  return {
    ...toRule(record),
    scopeName: record.scopeName,
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
  };
}

function toRule(record: RuleRecord): AccountRule {
  return {
    scopeId: record.scopeId,
    purpose: record.purpose,
    selector: record.selector,
    version: record.version,
    account: record.account,
    vat: vatOf(record),
    taxCode: record.taxCode,
    validFrom: record.validFrom,
  };
}

function vatOf({ vatAccount, vatPpm }: RuleRecord): AccountRule["vat"] {
  return vatAccount === null || vatPpm === null ? null : { account: vatAccount, ppm: vatPpm };
}
