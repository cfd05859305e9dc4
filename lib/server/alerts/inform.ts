import "server-only";

/** Informs people: finds what is new, gathers it into mails, and sends what is due. */
import { sendMails } from "../mail/outbox";
import { findNotices } from "./find-notices";
import { queueMails } from "./queue-mails";
import { writeMail } from "./write-mail";

export async function informPeople(signal?: AbortSignal, now = Date.now()): Promise<void> {
  await findNotices(now);
  await queueMails(now);
  await sendMails(writeMail, signal);
}
