import "server-only";

/** Writes the mail about a sign-in from a device that the account did not know. */
import { formatInstant, readLanguage } from "@/lib/domain/format";
import { sql } from "../db/sql";
import { env } from "../env";
import { getTranslations } from "../language/translations";
import { layOutMail } from "../mail/layout";
import type { MailContent } from "../mail/transport";

type SignIn = {
  name: string;
  language: string;
  timeZone: string;
  browser: string | null;
  system: string | null;
  address: string | null;
  startedAt: Date;
};

/** Undefined for a mail about something else. */
export async function writeSignInMail({ id }: { id: string }): Promise<MailContent | undefined> {
  const [signIn] = await sql<SignIn>(
    `SELECT u.name, coalesce(u.language, s.language, 'en') AS language,
            coalesce(s.time_zone, 'UTC') AS "timeZone",
            i.browser, i.system, i.address, i.started_at AS "startedAt"
       FROM sign_in_session i JOIN "user" u ON u.id = i.user_id
       LEFT JOIN notice_settings s ON s.user_id = u.id
      WHERE i.mail_id = $1::uuid`,
    [id],
  );
  if (signIn === undefined) return undefined;
  const { name, timeZone, browser, system, address, startedAt } = signIn;
  const language = readLanguage(signIn.language);
  const t = await getTranslations("mail.sign-in", { language, timeZone });
  const time = formatInstant(startedAt.toISOString(), language, { timeZone, style: "long" });
  const device = [browser, system].filter((part) => part !== null).join(", ");
  return layOutMail({
    language,
    subject: t("subject"),
    opening: t("opening", { name }),
    remark: t("hint"),
    entries: [
      {
        title: device === "" ? t("unknown-device") : device,
        where: t("where", { time, timeZone, address: address ?? t("unknown-address") }),
        text: null,
        link: { label: t("open"), url: `${env().baseUrl}/settings/sessions` },
      },
    ],
    closing: t("closing"),
    settings: { label: t("password"), url: `${env().baseUrl}/settings/password` },
  });
}
