import "server-only";

/** Finds the language and the zone of a recipient, and when mail may reach them. */
import { readLanguage } from "@/lib/domain/format";
import { isQuiet } from "@/lib/domain/notice/clock";
import { computeNextOccurrence } from "@/lib/domain/schedule/occurrence";
import type { Reader } from "../language/translations";
import { findNoticeSettings } from "../notices/settings";

export type ReportReader = Reader & {
  /** The instant from which on a mail may be sent: now, or the end of the quiet hours. */
  mailFrom: (now: number) => number;
};

/** Who has saved no settings reads the language of the schedule, in the zone of its centre. */
export async function findReader(given: {
  userId: string;
  language: string;
  timeZone: string;
}): Promise<ReportReader> {
  const settings = await findNoticeSettings(given.userId);
  const { language, timeZone } = settings ?? given;
  const mailFrom = (now: number) => {
    if (settings === null || settings.quietTo === null || !isQuiet(now, settings)) return now;
    const end = { cadence: "daily", atTime: settings.quietTo } as const;
    return computeNextOccurrence(end, now, timeZone).at;
  };
  return { language: readLanguage(language), timeZone, mailFrom };
}
