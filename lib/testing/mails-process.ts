/** Sends what waits in the outbox in a process of its own, for tests that kill it. */
import { disconnect } from "@/lib/server/db/client";
import { sendMails } from "@/lib/server/mail/outbox";

await sendMails(({ id }) => Promise.resolve({ subject: id, text: id, html: id }));
await disconnect();
