"use client";

/** Shows the last checkpoint of the trail, who witnesses it, and which witness fails since when. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { witnessesQuery } from "@/lib/client/audit";
import type { WitnessStatus } from "@/lib/contracts/witness";
import { Icon } from "../ui/icon";
import { useInstantText } from "../ui/instant";
import { Notice } from "../ui/notice";

export function WitnessList() {
  const t = useTranslations("audit.witnesses");
  const { data: status } = useQuery(witnessesQuery());
  if (status === undefined) return <p className="px-edge py-3 text-ink-2">{t("loading")}</p>;
  return (
    <section aria-label={t("title")} className="border-t border-rule">
      {status.witnesses.length === 0 && <Notice kind="warn" title={t("no-witness")} />}
      <div className="grid gap-x-10 gap-y-3 px-edge py-3 md:grid-cols-2">
        <LastCheckpoint status={status} />
        <div className="grid content-start gap-3">
          <ul className="grid content-start gap-2 text-sm">
            {status.witnesses.map((witness) => (
              <Witness key={`${witness.kind} ${witness.name}`} witness={witness} />
            ))}
          </ul>
          <PacketLinks status={status} />
        </div>
      </div>
    </section>
  );
}

function LastCheckpoint({ status: { checkpoint, publicKey } }: { status: WitnessStatus }) {
  const t = useTranslations("audit.witnesses");
  const instant = useInstantText();
  if (checkpoint === null) return <p className="text-sm text-ink-2">{t("none-yet")}</p>;
  const at = instant(checkpoint.madeAt, "short");
  return (
    <div className="grid min-w-0 content-start gap-1">
      <p className="text-xs font-medium text-ink-2">
        {t("checkpoint", { count: checkpoint.size, at })}
      </p>
      <details className="text-sm">
        <summary className="cursor-pointer text-ink-2">{t("show")}</summary>
        <pre className="py-2 font-mono text-xs break-all whitespace-pre-wrap select-all">
          {checkpoint.note}
        </pre>
        <p className="text-xs font-medium text-ink-2">{t("public-key")}</p>
        <code className="font-mono text-xs break-all select-all">{publicKey}</code>
      </details>
    </div>
  );
}

function Witness({ witness }: { witness: WitnessStatus["witnesses"][number] }) {
  const t = useTranslations("audit.witnesses");
  const instant = useInstantText();
  const { kind, name, size, succeededAt, failingSince, failure } = witness;
  const isFailing = failure !== null && failingSince !== null;
  return (
    <li className="flex min-w-0 items-start gap-2">
      <Icon
        name={isFailing ? "warn" : "check"}
        className={isFailing ? "mt-0.5 size-4 text-uncounted" : "mt-0.5 size-4 text-ink-3"}
      />
      <div className="min-w-0">
        <b className="break-all">{t(`kinds.${kind}`, { name })}</b>
        {isFailing && (
          <p>
            {t("failing", {
              failure: t(`failures.${failure}`),
              at: instant(failingSince, "short"),
            })}
          </p>
        )}
        <p className="text-ink-2">
          {size === null || succeededAt === null
            ? t("waiting")
            : t("current", { count: size, at: instant(succeededAt, "short") })}
        </p>
      </div>
    </li>
  );
}

/** The page needs no server; the keys follow the address, which is never sent. */
function PacketLinks({ status: { publicKey, witnesses } }: { status: WitnessStatus }) {
  const t = useTranslations("audit.witnesses");
  const keys = [publicKey, ...witnesses.flatMap((witness) => witness.publicKey ?? [])].join("\n");
  return (
    <p className="no-print flex flex-wrap gap-x-4 text-sm">
      <a href={`/verify-packet.html#${encodeURIComponent(keys)}`}>{t("verify-packet")}</a>
      <a href="/verify-packet.html" download>
        {t("download-page")}
      </a>
    </p>
  );
}
