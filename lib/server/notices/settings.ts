import "server-only";

/** Reads how people want to be informed. */
import type { NoticeSettingsView } from "@/lib/contracts/notice";
import { readLanguage } from "@/lib/domain/format";
import { minor } from "@/lib/domain/money";
import type { Subscriber } from "@/lib/domain/notice/match";
import { listSubscribable, type SubscriptionKind } from "@/lib/domain/notice/notice";
import { type Actor, proveAnywhere } from "@/lib/domain/permission";
import { findActors } from "../auth/actor";
import { sql } from "../db/sql";
import { env } from "../env";
import type { Reader } from "../language/translations";
import { listUndeliveredOf } from "../mail/queries";

type SettingsRecord = {
  version: number;
  language: string;
  timeZone: string;
  quietFrom: string | null;
  quietTo: string | null;
};

type SubscriptionRecord = {
  kind: SubscriptionKind;
  mail: boolean;
  atTime: string | null;
  amountMinor: string | null;
  currency: string | null;
};

/** Until they are saved for the first time, the language and zone of the page are offered. */
export async function getNoticeSettings(
  actor: Actor,
  { language, timeZone }: Reader,
): Promise<NoticeSettingsView> {
  const [settings, subscriptions, currencies, address, undelivered] = await Promise.all([
    findNoticeSettings(actor.userId),
    sql<SubscriptionRecord>(
      `SELECT kind, mail, at_time AS "atTime", amount_minor AS "amountMinor", currency
         FROM alert_subscription WHERE user_id = $1::uuid ORDER BY kind`,
      [actor.userId],
    ),
    listCurrencies(actor),
    findAddress(actor.userId),
    listUndeliveredOf(actor.userId),
  ]);
  const unsaved = { version: 0, language, timeZone, quietFrom: null, quietTo: null };
  const available = listSubscribable(actor);
  return {
    ...(settings ?? unsaved),
    language: readLanguage(settings?.language ?? language),
    subscriptions: subscriptions
      .filter(({ kind }) => available.includes(kind))
      .map(({ amountMinor, ...row }) => {
        return { ...row, amountMinor: amountMinor === null ? null : minor(Number(amountMinor)) };
      }),
    available,
    currencies,
    address,
    mailIsConfigured: env().mail !== null,
    undelivered,
  };
}

export async function findNoticeSettings(userId: string): Promise<SettingsRecord | null> {
  const [row] = await sql<SettingsRecord>(
    `SELECT version, language, time_zone AS "timeZone", quiet_from AS "quietFrom",
            quiet_to AS "quietTo"
       FROM notice_settings WHERE user_id = $1::uuid`,
    [userId],
  );
  return row ?? null;
}

/** Whoever has saved no settings reads mails in the language of their pages, and times in UTC. */
export async function findReader(userId: string): Promise<Reader | null> {
  const [row] = await sql<{ language: string; timeZone: string }>(
    `SELECT coalesce(s.language, u.language, 'en') AS language,
            coalesce(s.time_zone, 'UTC') AS "timeZone"
       FROM "user" u LEFT JOIN notice_settings s ON s.user_id = u.id WHERE u.id = $1::uuid`,
    [userId],
  );
  if (row === undefined) return null;
  return { language: readLanguage(row.language), timeZone: row.timeZone };
}

/** By person; whoever has saved no settings is left out. */
export async function listTimeZones(
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ userId: string; timeZone: string }>(
    `SELECT user_id::text AS "userId", time_zone AS "timeZone"
       FROM notice_settings WHERE user_id = ANY ($1::uuid[])`,
    [[...userIds]],
  );
  return new Map(rows.map(({ userId, timeZone }) => [userId, timeZone]));
}

/** Lists who subscribed to some kinds, as they are allowed now. */
export async function listSubscribers(kinds: readonly SubscriptionKind[]): Promise<Subscriber[]> {
  const rows = await sql<SubscriptionRecord & { userId: string; since: Date }>(
    `SELECT user_id::text AS "userId", kind, mail, at_time AS "atTime",
            amount_minor AS "amountMinor", currency, since
       FROM alert_subscription WHERE kind = ANY ($1::text[]) ORDER BY user_id, kind`,
    [[...kinds]],
  );
  const actors = await findActors([...new Set(rows.map(({ userId }) => userId))]);
  const canMail = env().mail !== null;
  return rows.flatMap(({ userId, mail, amountMinor, since, ...row }) => {
    const actor = actors.get(userId);
    if (actor === undefined) return [];
    return {
      ...row,
      actor,
      mail: mail && canMail,
      amountMinor: amountMinor === null ? null : minor(Number(amountMinor)),
      since: since.getTime(),
    };
  });
}

async function listCurrencies(actor: Actor): Promise<string[]> {
  const scope = proveAnywhere(actor, "centre:view");
  if (scope === null) return [];
  const rows = await sql<{ currency: string }>(
    `SELECT DISTINCT currency FROM centre WHERE $1::text[] IS NULL OR id = ANY ($1::text[])
      ORDER BY 1 LIMIT 200`,
    [scope.centreIds],
  );
  return rows.map(({ currency }) => currency);
}

async function findAddress(userId: string): Promise<string> {
  const [row] = await sql<{ email: string }>(`SELECT email FROM "user" WHERE id = $1::uuid`, [
    userId,
  ]);
  return row?.email ?? "";
}
