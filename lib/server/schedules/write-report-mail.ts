import "server-only";

/**
 * Writes the mail about a file: with the file, or with a link that wants a sign-in. Nothing is sent
 * to somebody who has stopped the mail, or lost a centre, since the file was made.
 */
import { formatCount, formatDateRange } from "@/lib/domain/format";
import { proveAnywhere } from "@/lib/domain/permission";
import type { ReportDelivery } from "@/lib/domain/schedule/schedule";
import { findActors } from "../auth/actor";
import { sql } from "../db/sql";
import { env } from "../env";
import { getTranslations, type Reader, type Translate } from "../language/translations";
import { layOutMail, type MailParts } from "../mail/layout";
import type { MailContent } from "../mail/transport";
import { describeUndelivered } from "../notices/undelivered-mail";
import { findReader } from "./reader";
import { readReport } from "./report-store";
import { isWithin } from "./serve-file";

type Mailed = {
  fileId: string;
  fileName: string;
  contentType: string;
  bytes: number;
  sha256: string;
  delivery: ReportDelivery;
  centreIds: string[];
  isOfAll: boolean;
  name: string;
  from: string;
  to: string;
  language: string;
  timeZone: string;
  wanted: ReportDelivery;
  author: string;
  isStopped: boolean;
};

/** Undefined for a mail about something else; null when nothing is to be sent any more. */
export async function writeReportMail(mail: {
  id: string;
  userId: string;
}): Promise<MailContent | null | undefined> {
  const mailed = await findMailed(mail.id);
  if (mailed === null) return undefined;
  const actor = (await findActors([mail.userId])).get(mail.userId);
  const scope = actor === undefined ? null : proveAnywhere(actor, "reconciliation:view");
  if (scope === null || mailed.isStopped || !isWithin(scope.centreIds, mailed)) return null;
  const reader = await findReader({ ...mailed, userId: mail.userId });
  const t = await getTranslations("mail.report", reader);
  const remark = await describeUndelivered(mail.userId, reader);
  const content = layOutMail({ ...describeFile(mailed, reader, t), remark });
  if (mailed.delivery === "link") return content;
  const file = await readReport(mailed.fileId, mailed.sha256);
  if (file === null) throw new Error("The file of a report is not in the storage");
  const { fileName, contentType } = mailed;
  return { ...content, attachments: [{ fileName, contentType, content: file }] };
}

async function findMailed(mailId: string): Promise<Mailed | null> {
  const [row] = await sql<Mailed>(
    `SELECT f.id::text AS "fileId", coalesce(f.file_name, '') AS "fileName",
            coalesce(f.content_type, '') AS "contentType", coalesce(f.bytes, 0) AS bytes,
            coalesce(f.sha256, '') AS sha256, coalesce(f.delivery, 'link') AS delivery,
            f.centre_ids AS "centreIds", f.is_of_all AS "isOfAll", r.name,
            coalesce(r."from", '') AS "from", coalesce(r."to", '') AS "to", r.language,
            r.time_zone AS "timeZone",
            r.delivery AS "wanted", coalesce(u.name, '') AS "author",
            EXISTS (SELECT FROM report_stop o
                     WHERE o.schedule_id = s.id AND o.user_id = f.user_id) AS "isStopped"
       FROM report_file f
       JOIN report_run r ON r.id = f.run_id
       JOIN report_schedule s ON s.id = r.schedule_id
       LEFT JOIN "user" u ON u.id = s.author_id
      WHERE f.mail_id = $1::uuid`,
    [mailId],
  );
  return row ?? null;
}

const KILOBYTE = 1_000;

function describeFile(
  mailed: Mailed,
  { language }: Reader,
  t: Translate,
): Omit<MailParts, "remark"> {
  const { name, from, to, delivery, wanted, fileName, fileId, author } = mailed;
  const dates = formatDateRange(from, to, language);
  const kilobytes = Math.max(1, Math.round(mailed.bytes / KILOBYTE));
  const size = t("size", { size: formatCount(kilobytes, language) });
  const hint = delivery === wanted ? t(`hints.${delivery}`) : t("hints.too-large");
  return {
    language,
    subject: t("subject", { name, dates }),
    opening: t("opening", { name, dates }),
    entries: [
      {
        title: fileName,
        where: size,
        text: hint,
        link: { label: t("open"), url: `${env().baseUrl}/reports?file=${fileId}` },
      },
    ],
    closing: t("closing", { author }),
    settings: { label: t("stop"), url: `${env().baseUrl}/reports` },
  };
}
