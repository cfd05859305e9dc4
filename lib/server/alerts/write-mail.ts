import "server-only";

/**
 * Writes a mail as its reader may see it at the moment of sending: in their language, about centres
 * that are still theirs, and without what was read in the inbox meanwhile.
 */
import type { NoticeView } from "@/lib/contracts/notice";
import { formatBusinessDate, formatDifference } from "@/lib/domain/format";
import { describeNotice, titleValues } from "@/lib/domain/notice/describe";
import { isAboutAccount } from "@/lib/domain/notice/notice";
import type { Actor } from "@/lib/domain/permission";
import { findActors } from "../auth/actor";
import { env } from "../env";
import { getTranslations, type Reader } from "../language/translations";
import { layOutMail, type MailEntry } from "../mail/layout";
import type { MailContent } from "../mail/transport";
import { listNotices } from "../notices/queries";
import { findReader } from "../notices/settings";
import { describeUndelivered } from "../notices/undelivered-mail";
import { writeReportMail } from "../schedules/write-report-mail";
import { writeLinkMail } from "../users/write-link-mail";
import { writeSignInMail } from "../users/write-sign-in-mail";
import { type Digest, readDigest } from "./digest";

/** A longer mail is not read; the rest is in the inbox. */
const ENTRIES_MAX = 50;

type Written = Pick<MailContent, "subject"> & { opening: string; entries: MailEntry[] };

export async function writeMail(mail: { id: string; userId: string }): Promise<MailContent | null> {
  const report = await writeReportMail(mail);
  if (report !== undefined) return report;
  const link = await writeLinkMail(mail);
  if (link !== undefined) return link;
  const signIn = await writeSignInMail(mail);
  if (signIn !== undefined) return signIn;
  const actor = (await findActors([mail.userId])).get(mail.userId);
  const reader = await findReader(mail.userId);
  if (actor === undefined || reader === null) return null;
  const notices = await listNotices(actor, { mailId: mail.id });
  const digest = notices.find(({ kind }) => kind === "digest");
  const written =
    digest === undefined
      ? await writeNotices(notices, reader)
      : await writeDigest(actor, digest, reader);
  if (written === null) return null;
  const t = await getTranslations("mail", reader);
  return layOutMail({
    ...written,
    language: reader.language,
    remark: await describeUndelivered(mail.userId, reader),
    closing: t(notices.every(({ kind }) => isAboutAccount(kind)) ? "closing-account" : "closing"),
    settings: { label: t("settings"), url: linkTo("/settings/notifications") },
  });
}

async function writeNotices(
  notices: readonly NoticeView[],
  reader: Reader,
): Promise<Written | null> {
  const [first] = notices;
  if (first === undefined) return null;
  const [t, titles] = await Promise.all([
    getTranslations("mail", reader),
    getTranslations("notice.titles", reader),
  ]);
  const titleOf = (notice: NoticeView) => titles(notice.kind, titleValues(notice));
  const describe = (notice: NoticeView) => describeNotice(notice, reader.language);
  const more = notices.length - ENTRIES_MAX;
  const rest = { title: t("more", { count: more }), where: "", text: null };
  return {
    subject:
      notices.length === 1
        ? [titleOf(first), describe({ ...first, differenceMinor: null })].filter(Boolean).join(": ")
        : t("subject", { count: notices.length }),
    opening: t("opening", { count: notices.length }),
    entries: [
      ...notices.slice(0, ENTRIES_MAX).map((notice) => ({
        title: titleOf(notice),
        where: describe(notice),
        text: notice.text,
        link: { label: t("open"), url: linkTo(notice.href) },
      })),
      ...(more > 0 ? [{ ...rest, link: { label: t("inbox"), url: linkTo("/notices") } }] : []),
    ],
  };
}

async function writeDigest(
  actor: Actor,
  { businessDate, href }: NoticeView,
  reader: Reader,
): Promise<Written | null> {
  const digest = businessDate === null ? null : await readDigest(actor, businessDate);
  if (digest === null || businessDate === null) return null;
  const t = await getTranslations("mail.digest", reader);
  const date = formatBusinessDate(businessDate, reader.language, "long");
  const { centres, counted, open, withoutSheet } = digest;
  return {
    subject: t("subject", { date, centres }),
    opening: t("opening", { date, centres }),
    entries: [
      {
        title: t("counted", { counted, centres }),
        where: t("open", { open, withoutSheet }),
        text: null,
        link: { label: t("lines"), url: linkTo(href) },
      },
      ...listNet(digest, reader, t("net")),
      ...digest.largest.map(({ centreName, href: path, ...amount }) => ({
        title: centreName,
        where: formatAmount(amount, reader),
        text: null,
        link: { label: t("day"), url: linkTo(path) },
      })),
    ],
  };
}

function listNet({ net }: Digest, reader: Reader, title: string): MailEntry[] {
  if (net.length === 0) return [];
  const where = net.map((amount) => formatAmount(amount, reader)).join(" · ");
  return [{ title, where, text: null, link: null }];
}

function formatAmount(
  { amountMinor, currency }: { amountMinor: number; currency: string },
  { language }: Reader,
): string {
  return `${formatDifference(amountMinor, currency, language)} ${currency}`;
}

function linkTo(path: string): string {
  return `${env().baseUrl}${path}`;
}
