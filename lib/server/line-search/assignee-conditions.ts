import "server-only";

/** Builds the SQL conditions of the filter by assignee, on `d` (a reconciliation) and `l`. */
import type { LineFilter } from "@/lib/domain/line-filter";
import { NO_ASSIGNEE } from "@/lib/domain/thread/assignment";

type Filter = Pick<LineFilter, "assigneeIds">;
type Values = { add: (value: unknown) => string };

/** Assigned lines are few, so that their days are found from them. */
export function daysWithAssignees({ assigneeIds }: Filter, values: Values): string[] {
  if (assigneeIds.length === 0 || assigneeIds.includes(NO_ASSIGNEE)) return [];
  return [
    `EXISTS (SELECT FROM line_assignment g
       WHERE g.centre_id = d.centre_id AND g.business_date = d.business_date
         AND g.assignee_id::text = ANY(${values.add([...assigneeIds])}::text[]))`,
  ];
}

export function assigneeConditions({ assigneeIds }: Filter, values: Values): string[] {
  if (assigneeIds.length === 0) return [];
  const users = assigneeIds.filter((id) => id !== NO_ASSIGNEE);
  const any = [
    ...(users.length === 0
      ? []
      : [`EXISTS (${latest(`a.assignee_id::text = ANY(${values.add(users)}::text[])`)})`]),
    ...(users.length < assigneeIds.length
      ? [`NOT EXISTS (${latest("a.assignee_id IS NOT NULL")})`]
      : []),
  ];
  return [any.length === 1 ? any.join("") : `(${any.join(" OR ")})`];
}

/** The latest assignment of the line, if it is like that. */
function latest(condition: string): string {
  return `SELECT FROM line_assignment a
    WHERE (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id)
          = (l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id)
      AND ${condition}
      AND NOT EXISTS (SELECT FROM line_assignment b
        WHERE (b.centre_id, b.business_date, b.shift_id, b.till_id, b.tender_id)
              = (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id)
          AND b.version > a.version)`;
}
