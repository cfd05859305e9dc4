"use client";

/** Chooses events; none chosen stands for every event. */
import { useTranslations } from "next-intl";
import { WEBHOOK_EVENTS, type WebhookEvent } from "@/lib/domain/webhook/event";
import { Checkbox } from "../ui/checkbox";

type EventChoiceProps = {
  chosen: readonly WebhookEvent[];
  onChange: (chosen: readonly WebhookEvent[]) => void;
};

export function EventChoice({ chosen, onChange }: EventChoiceProps) {
  const t = useTranslations("webhook");
  const eventText = useTranslations("webhook.events");
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-ink-2">{t("events-legend")}</legend>
      {WEBHOOK_EVENTS.map((event) => (
        <Checkbox
          key={event}
          className="flex w-full"
          checked={chosen.includes(event)}
          onCheckedChange={(checked) =>
            onChange(checked ? [...chosen, event] : chosen.filter((other) => other !== event))
          }
          label={
            <>
              {eventText(MESSAGE_KEYS[event])}{" "}
              <code className="font-mono text-xs text-ink-3">{event}</code>
            </>
          }
        />
      ))}
      <p className="text-xs text-ink-3">{t("events-hint")}</p>
    </fieldset>
  );
}

/** Keys of the message catalogue cannot contain a dot. */
const MESSAGE_KEYS = {
  "count.recorded": "count-recorded",
  "day.changed": "day-changed",
  "day.reviewed": "day-reviewed",
  "day.approved": "day-approved",
  "day.closed": "day-closed",
  "day.reopened": "day-reopened",
  "day.accepted": "day-accepted",
  "day.move-undone": "day-move-undone",
} as const satisfies Record<WebhookEvent, string>;
