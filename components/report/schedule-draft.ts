/** What the form of a schedule holds, and the request that it becomes. */
import type { CreateSchedule, ScheduleRow } from "@/lib/contracts/schedule";
import type { View } from "@/lib/contracts/saved-view";
import { listFormats } from "@/lib/domain/schedule/schedule";

export type ScheduleDraft = Omit<CreateSchedule, "weekday" | "day" | "atTime"> & {
  weekday: number;
  day: number;
  atTime: string;
};

type Start = { views: readonly View[]; centreId: string; userId: string };

/** A new schedule sends its author a PDF of yesterday every morning. */
export function startDraft({ views, centreId, userId }: Start): ScheduleDraft {
  return {
    name: views[0]?.name ?? "",
    viewId: views[0]?.id ?? "",
    format: "pdf",
    period: "yesterday",
    cadence: "daily",
    weekday: 1,
    day: 1,
    atTime: "07:00",
    centreId,
    delivery: "attachment",
    recipientIds: [userId],
  };
}

export function draftOf(schedule: ScheduleRow): ScheduleDraft {
  const { name, viewId, format, period, cadence, centreId, delivery, recipientIds } = schedule;
  return {
    name,
    viewId,
    format,
    period,
    cadence,
    weekday: schedule.weekday ?? 1,
    day: schedule.day ?? 1,
    atTime: schedule.atTime ?? "07:00",
    centreId,
    delivery,
    recipientIds,
  };
}

/** A view has its own name and formats: a name that was typed stays. */
export function withView(
  draft: ScheduleDraft,
  viewId: string,
  views: readonly View[],
): ScheduleDraft {
  const before = views.find(({ id }) => id === draft.viewId);
  const view = views.find(({ id }) => id === viewId);
  if (view === undefined) return draft;
  const isNamedByView = draft.name === "" || draft.name === before?.name;
  const formats = listFormats(view.page);
  return {
    ...draft,
    viewId,
    name: isNamedByView ? view.name : draft.name,
    format: formats.includes(draft.format) ? draft.format : "pdf",
  };
}

export function toRequest(draft: ScheduleDraft): CreateSchedule {
  const { cadence, weekday, day, atTime } = draft;
  return {
    ...draft,
    weekday: cadence === "weekly" ? weekday : null,
    day: cadence === "monthly" ? day : null,
    atTime: cadence === "period-close" ? null : atTime,
  };
}
