import "server-only";

/** Runs work of the background under one name: in logs, statements, measures and the trail. */
import { withOrigin } from "../audit/origin";
import { inBackground } from "../db/client";
import { measured } from "../telemetry";
import { runWork } from "../work-context";

export function asJob<T>(name: string, id: string, work: () => Promise<T>): Promise<T> {
  return inBackground(() =>
    runWork({ id: `${name}-${id}`, kind: "job", accountId: null }, () =>
      measured("job", name, () => withOrigin("job", work)),
    ),
  );
}
