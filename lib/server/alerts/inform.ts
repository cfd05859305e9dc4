import "server-only";

/** Informs people: finds what is new, gathers it for mail and devices, and sends what is due. */
import { sendMails } from "../mail/outbox";
import { sendPushes } from "../push/outbox";
import { findNotices } from "./find-notices";
import { queueMails } from "./queue-mails";
import { queuePushes } from "./queue-pushes";
import { writeMail } from "./write-mail";
import { writePush } from "./write-push";

export async function informPeople(signal?: AbortSignal, now = Date.now()): Promise<void> {
  await findNotices(now);
  await queueMails(now);
  await queuePushes(now);
  try {
    await sendPushes(writePush, signal);
  } finally {
    // Keys for devices that can't be opened, for example, keep nobody's mail back.
    await sendMails(writeMail, signal);
  }
}
