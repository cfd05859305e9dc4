"use client";

/** Shows where the logs are sent to, how much waits, and what fails since when. */
import { useTranslations } from "next-intl";
import type { LogForwarderState } from "@/lib/contracts/log-forwarder";
import { Icon } from "../ui/icon";
import { useInstantText } from "../ui/instant";

export function LogReceivers({ receivers }: { receivers: LogForwarderState[] }) {
  const t = useTranslations("security.receivers");
  return (
    <section aria-labelledby="log-receivers" className="grid gap-3 px-edge py-4">
      <div>
        <h2 id="log-receivers">{t("title")}</h2>
        <p className="max-w-[70ch] text-sm text-ink-2">
          {t(receivers.length === 0 ? "none" : "about")}
        </p>
      </div>
      {receivers.length > 0 && (
        <ul className="grid gap-2 text-sm">
          {receivers.map((receiver) => (
            <Receiver key={receiver.kind} receiver={receiver} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Receiver({ receiver }: { receiver: LogForwarderState }) {
  const t = useTranslations("security.receivers");
  const instant = useInstantText();
  const { kind, host, deliveredAt, waiting, failing } = receiver;
  const isWaiting = waiting.audit > 0 || waiting.security > 0;
  return (
    <li className="flex min-w-0 items-start gap-2">
      <Icon
        name={failing === null ? "check" : "warn"}
        className={failing === null ? "mt-0.5 size-4 text-ink-3" : "mt-0.5 size-4 text-uncounted"}
      />
      <div className="min-w-0">
        <b className="break-all">{t(`kinds.${kind}`, { host })}</b>
        {failing !== null && (
          <p>
            {t("failing", {
              failure: t(`failures.${failing.failure}`),
              at: instant(failing.since, "short"),
            })}
          </p>
        )}
        <p className="text-ink-2">
          {deliveredAt === null
            ? t("never")
            : t("delivered", { at: instant(deliveredAt, "short") })}{" "}
          {isWaiting ? t("waiting", waiting) : t("nothing-waiting")}
        </p>
      </div>
    </li>
  );
}
