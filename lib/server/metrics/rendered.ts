import "server-only";

/** What was measured in this process, for the route of `/metrics`, which is in another bundle. */
import { processWide } from "../process-wide";

export type Rendered = { contentType: string; render: () => Promise<string> };

export function rendered() {
  return processWide<Rendered>("metrics");
}
