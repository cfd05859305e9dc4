/** A day with a short cash line, and people of its centre who write about it. */
import type { AddMessage, AssignLine, LineAddress, Thread } from "@/lib/contracts/thread";
import type { Actor, Role } from "@/lib/domain/permission";
import { assignLine } from "@/lib/server/threads/assignments";
import { addMessage, readThread } from "@/lib/server/threads/messages";
import { getThread, readerOf } from "@/lib/server/threads/queries";
import { actorOf, makeUser, type MadeUser, scopeFor } from "./arrange";
import { arrangeExplained, type ExplainedDay } from "./arrange-explained";

export type Writer = {
  user: MadeUser;
  actor: Actor;
  read: () => Promise<Thread>;
  write: (message: Partial<AddMessage>) => Promise<void>;
  assign: (assignment: Partial<AssignLine>) => Promise<void>;
  markRead: (number: number) => Promise<void>;
};

export type ThreadDay = {
  day: ExplainedDay;
  line: LineAddress;
  /** Makes somebody with a role in the centre. */
  join: (role: Role, name: string) => Promise<Writer>;
};

/** It lies ahead of the real clock, by which an assignment is judged. */
export const DUE_ON = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

/** The cash line of till T1 is 36.00 short. */
export async function arrangeThread(date?: string): Promise<ThreadDay> {
  const day = await arrangeExplained(undefined, date);
  await day.count("CASH", 364_00);
  const line = { ...day.key, shiftId: "1", tillId: "T1", tenderId: "CASH" };
  const { centreId } = line;
  return {
    day,
    line,
    async join(role, name) {
      const roles = [{ centreId, role }];
      const user = await makeUser({ roles, name });
      const actor = actorOf(user, roles);
      const scope = scopeFor("thread:view", [centreId], user);
      return {
        user,
        actor,
        read: () => getThread(scope, line, readerOf(actor, centreId)),
        write: (message) =>
          addMessage(
            scopeFor("thread:write", [centreId], user),
            { ...line, kind: "comment", text: "", mentionIds: [], attachmentIds: [], ...message },
            readerOf(actor, centreId),
          ),
        markRead: (number) => readThread(scope, { ...line, number }),
        assign: (assignment) =>
          assignLine(scopeFor("line:assign", [centreId], user), {
            ...line,
            version: 0,
            assigneeId: user.id,
            dueOn: DUE_ON,
            ...assignment,
          }),
      };
    },
  };
}
