/** What one administrator would do alone: review a day, and approve it with a second account. */
import { makeUser } from "./arrange";
import { type App, ADMIN, signIn } from "./acceptance-app";
import { arrangeDay, makeCentreId } from "./arrange-workflow";
import { EVERYWHERE } from "@/lib/domain/permission";
import { sql } from "@/lib/server/db/sql";

const PASSWORD = "a phrase for the second account";
const DATE = "2026-03-12";

/** Returns the statuses of the review and of the approval. There is another administrator. */
export async function approveOwnReview(app: App): Promise<{ review: number; approval: number }> {
  const centreId = await makeCentreId();
  await makeUser({
    roles: [{ centreId: EVERYWHERE, role: "administrator" }],
    passwordHash: "any",
  });
  await sql(
    `INSERT INTO membership (user_id, centre_id, role)
     SELECT id, $2, 'reviewer' FROM "user" WHERE email = $1`,
    [ADMIN.email, centreId],
  );
  await arrangeDay({ centreId, date: DATE }, await makeUser());
  const send = (cookie: string, path: string, body: object) =>
    fetch(`${app.base}${path}`, {
      method: "POST",
      headers: { cookie, origin: app.base, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const day = `/api/reconciliations/${centreId}/${DATE}`;
  const review = await send(app.cookie, `${day}/review`, { version: 2 });

  const second = { email: "second@example.test", password: PASSWORD };
  const invited = await send(app.cookie, "/api/users", {
    email: second.email,
    name: "Second",
    roles: [{ centreId, role: "approver" }],
  });
  const { inviteUrl } = (await invited.json()) as { inviteUrl: string };
  const token = new URL(inviteUrl).pathname.split("/").at(-1) ?? "";
  await send("", `/api/invitations/${token}`, { password: PASSWORD });
  const cookie = await signIn(app.base, second);
  const approval = await send(cookie, `${day}/approval`, { version: 3 });
  return { review: review.status, approval: approval.status };
}
