import "server-only";

/**
 * Builds the texts of a packet beside its data, in the language of the person who prints it. Its
 * times are those of the centre's clocks for every reader; only the chain is in UTC, as it was
 * hashed.
 */
import { formatArithmetic } from "@/lib/domain/causes/arithmetic";
import {
  clockAt,
  formatBusinessDate,
  formatDifference,
  formatMoney,
  readLanguage,
} from "@/lib/domain/format";
import {
  isDefaultReason,
  type OfferedReason,
  findReasonText,
} from "@/lib/domain/workflow/reason-list";
import { formatLinePosition, type LinePosition } from "@/lib/domain/keys";
import { getTranslations, type Reader, type Translate } from "../language/translations";
import type { Packet } from "./contents";
import type { ExplanationVersion } from "./contents-explanations";

type PrintedPosition = { shiftId: string; tillId: string; tenderId?: string | null };
export type PacketTexts = Awaited<ReturnType<typeof loadPacketTexts>>;

export async function loadPacketTexts(
  { language }: Reader,
  packet: Packet,
  reasons: readonly OfferedReason[],
) {
  const { day, lines } = packet;
  const reader = { language, timeZone: day.timeZone };
  const t = await getTranslations("packet", reader);
  const ui = await getTranslations("ui", reader);
  const explanation = await getTranslations("explanation", reader);
  const reasonNames = await getTranslations("reason.reasons", reader);
  const ofDay = await getTranslations("day", reader);
  const audit = (await getTranslations("activity.actions", reader)) as Known;
  const money = (minor: number) => formatMoney(minor, day.currency, language);
  const signed = (minor: number) => formatDifference(minor, day.currency, language);
  const at = (iso: string) => formatShortInstant(iso, reader);
  const date = formatBusinessDate(day.businessDate, language, "long");
  return {
    t,
    language,
    date,
    money,
    signed,
    at,
    title: t("title"),
    /** It is null when that side is absent. */
    side: (minor: number | null, absent: "not-counted" | "not-provided") =>
      minor === null ? ui(`absent.${absent}`) : money(minor),
    verdict: (code: string) => ui(`verdict.${code}`),
    state: (code: string) => ui(`state.${code}`),
    term: (code: string) => ofDay(`waterfall.terms.${code}`),
    source: (code: string) => ofDay(`counts.sources.${code}`),
    reason: (code: string) => {
      const usual = isDefaultReason(code) ? reasonNames(code) : null;
      const offered = reasons.find((reason) => reason.code === code);
      return findReasonText(offered, readLanguage(language), usual) ?? code;
    },
    action: (code: string) => {
      const key = code.replaceAll(".", "_");
      return audit.has(key) ? audit(key) : code;
    },
    /** The names that Cashrec uses on this day, or the ids where it has none. */
    position: ({ shiftId, tillId, tenderId }: PrintedPosition) => {
      const name = (found: string | null | undefined, id: string) => found ?? id;
      const of = (is: (line: Packet["lines"][number]) => boolean) => lines.find(is);
      const parts = [
        name(of((line) => line.shiftId === shiftId && line.shiftName !== null)?.shiftName, shiftId),
        name(of((line) => line.tillId === tillId && line.tillName !== null)?.tillName, tillId),
      ];
      if (tenderId == null) return parts.join(", ");
      if (tenderId.startsWith("~")) parts.push(explanation(`floats.checks.${tenderId}`));
      else
        parts.push(
          name(
            of((line) => line.tenderId === tenderId && line.tenderName !== null)?.tenderName,
            tenderId,
          ),
        );
      return parts.join(", ");
    },
    /**
     * Formats the arithmetic of the likely cause that was chosen; null where a person chose the
     * reason.
     */
    cause: (version: ExplanationVersion) => formatLineArithmetic(version, packet, language),
    footer: (by: string, iso: string) =>
      t("footer", {
        centre: day.centreName,
        id: day.centreId,
        date,
        by,
        at: at(iso),
      }),
    hashLine: (hash: string) => t("hash-line", { hash }),
  };
}

/** Formats `24 Nov 2026, 20:14`: short, and with the year. */
function formatShortInstant(iso: string, { language, timeZone }: Reader): string {
  const { date, time } = clockAt(iso, timeZone);
  return `${formatBusinessDate(date, language, "range-part")}, ${time}`;
}

type Known = Translate & { has(key: string): boolean };

/** Shows the arithmetic only where the line still has the figures that were explained. */
function formatLineArithmetic(
  version: ExplanationVersion,
  packet: Packet,
  language: string,
): string | null {
  if (version.cause === null) return null;
  const isIt = (one: LinePosition) => formatLinePosition(one) === formatLinePosition(version);
  const line = packet.lines.find(isIt) ?? packet.floatChecks.find(isIt);
  if (line === undefined || line.differenceMinor !== version.differenceMinor) return null;
  const { currency } = packet.day;
  return formatArithmetic(version.cause as never, { ...line, currency }, language);
}
