import "server-only";

/**
 * Writes the mail with the link to set a password with. The link is made at the moment of sending:
 * it is stored nowhere, and a mail that is sent a second time has one of its own.
 */
import { readLanguage } from "@/lib/domain/format";
import { ADMITS_PASSWORD } from "../auth/admits-password";
import { sql } from "../db/sql";
import { env } from "../env";
import { getTranslations } from "../language/translations";
import { layOutMail } from "../mail/layout";
import type { MailContent } from "../mail/transport";
import { writeInvitation } from "./invitation";

type Invited = {
  userId: string;
  name: string;
  by: string;
  language: string;
  hasPassword: boolean;
  disabled: boolean;
  admitsPassword: boolean;
};

/** Undefined for a mail about something else; null when the person may not sign in any more. */
export async function writeLinkMail({
  id,
}: {
  id: string;
}): Promise<MailContent | null | undefined> {
  const [invited] = await sql<Invited>(
    `SELECT u.id::text AS "userId", u.name, coalesce(b.name, '') AS by,
            coalesce(u.language, s.language, b.language, 'en') AS language,
            u.password_hash IS NOT NULL AS "hasPassword", u.disabled_at IS NOT NULL AS disabled,
            ${ADMITS_PASSWORD} AS "admitsPassword"
       FROM invitation_mail i
       JOIN mail m ON m.id = i.mail_id
       JOIN "user" u ON u.id = m.user_id
       LEFT JOIN "user" b ON b.id = i.invited_by_id
       LEFT JOIN notice_settings s ON s.user_id = i.invited_by_id
      WHERE i.mail_id = $1::uuid`,
    [id],
  );
  if (invited === undefined) return undefined;
  if (invited.disabled || !invited.admitsPassword) return null;
  const language = readLanguage(invited.language);
  const t = await getTranslations("mail.link", { language, timeZone: "UTC" });
  const kind = invited.hasPassword ? "reset" : "invitation";
  const url = await writeInvitation(sql, invited.userId, { shownToId: null });
  return layOutMail({
    language,
    subject: t(`${kind}.subject`),
    opening: t(`${kind}.opening`, { by: invited.by }),
    remark: null,
    entries: [
      {
        title: t(`${kind}.title`),
        where: invited.name,
        text: t("hint"),
        link: { label: t("open"), url },
      },
    ],
    closing: t("closing"),
    settings: { label: t("product"), url: env().baseUrl },
  });
}
