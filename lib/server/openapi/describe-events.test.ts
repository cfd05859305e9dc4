import { expect, test } from "vitest";
import { WEBHOOK_MESSAGES } from "@/lib/contracts/webhook-event";
import { TEST_EVENT, WEBHOOK_EVENTS } from "@/lib/domain/webhook/event";
import { describeEvents } from "./describe-events";

type Described = {
  channels: { webhook: { messages: Record<string, { $ref: string }> } };
  operations: { send: { messages: { $ref: string }[] } };
  components: {
    messages: Record<string, { payload: { properties: { type: { const: string } } } }>;
  };
};

test("every event is described, under its own name, and refers to what is there", () => {
  const { channels, operations, components } = describeEvents() as unknown as Described;
  const events = [...WEBHOOK_EVENTS, TEST_EVENT].toSorted();
  expect(Object.keys(WEBHOOK_MESSAGES).toSorted()).toEqual(events);
  expect(Object.keys(components.messages).toSorted()).toEqual(events);
  for (const [name, { payload }] of Object.entries(components.messages)) {
    expect(payload.properties.type.const).toBe(name);
    expect(channels.webhook.messages[name]?.$ref).toBe(`#/components/messages/${name}`);
  }
  expect(operations.send.messages.map(({ $ref }) => $ref.split("/").at(-1)).toSorted()).toEqual(
    events,
  );
});
